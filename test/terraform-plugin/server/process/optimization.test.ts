import { startAndConnect } from '../fixture';

/** Whether V8 has optimized a function that a handler has called a thousand times. */
async function isOptimized(calls: number) {
  const { process, client } = await startAndConnect();
  for (let call = 1; call < calls; call += 1) await client.callFunction('is watched');
  const [answer] = await client.callFunction('calls a function a thousand times');
  process.process.kill('SIGTERM');
  await process.ended;
  return { answer, stderr: process.stderr };
}

test('the code for a few calls is not optimized', async () => {
  expect(await isOptimized(1)).toEqual({ answer: 0, stderr: '' });
});

test('the code for many calls is optimized', async () => {
  expect(await isOptimized(50)).toEqual({ answer: 1, stderr: '' });
});

test('the code for a call that takes long is optimized', async () => {
  const { client } = await startAndConnect();
  await client.callFunction('calls a function until it is optimized');
});
