import { startAndConnect } from '../fixture';

test('a health check is answered as by go-plugin', async () => {
  const { client } = await startAndConnect();
  const check = (service: string) => {
    const request = service === '' ? '' : `\n${String.fromCharCode(service.length)}${service}`;
    return client.begin('/grpc.health.v1.Health/Check', Buffer.from(request)).done;
  };
  for (const service of ['plugin', '']) {
    expect((await check(service)).toString('hex')).toBe('0801');
  }
  await expect(check('other')).rejects.toMatchObject({ code: 5, details: 'unknown service' });
});
