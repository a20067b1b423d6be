import { ddsBackup } from '../command';

const KEYS = { HW_ACCESS_KEY: 'AK', HW_SECRET_KEY: 'SK' };
const REGION = { HW_REGION_NAME: 'eu-west-101' };

test.each<[string, string[], Record<string, string>, string]>([
  ['a region', ['--region', 'a/b'], KEYS, '--region'],
  ['an address of IAM', ['--auth-url', 'ftp://x'], { ...KEYS, ...REGION }, '--auth-url'],
  ['an address of DDS', ['--endpoint', 'dds=ftp://x'], { ...KEYS, ...REGION }, '--endpoint dds'],
])('%s that is wrong is wrong usage if a flag has set it', async (_, flags, env, name) => {
  const { exitCode, stderr } = await ddsBackup(['list', ...flags], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(name);
});

test.each<[string, Record<string, string>, string]>([
  ['a wrong region in the environment', { ...KEYS, HW_REGION_NAME: 'a/b' }, 'HW_REGION_NAME'],
  ['no region', KEYS, 'Set --region or HW_REGION_NAME'],
  ['no credentials', REGION, 'HW_ACCESS_KEY'],
])('%s is a failure, and no wrong usage', async (_, env, name) => {
  const { exitCode, stderr } = await ddsBackup(['list'], { env: { HOME: '/nowhere', ...env } });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: \S/);
  expect(stderr).toContain(name);
  expect(stderr).not.toContain('\n\n');
});
