import { pause, resultOf } from '../../../lib/huaweicloud/waiting/waiting';
import { patient } from '../cloud-of';

const never = new Promise<never>(() => undefined);
const enough = () => new Error('enough');

test('a wait for a result ends when its signal aborts, at once if it has aborted before', async () => {
  const abort = new AbortController();
  const waits = [resultOf(never, abort.signal, enough)];
  abort.abort();
  waits.push(resultOf(never, abort.signal, enough));
  for (const wait of waits) await expect(wait).rejects.toThrow('enough');
});

test('a wait goes on in spite of its signal if there is no error for it', async () => {
  const abort = new AbortController();
  let end: (text: string) => void = () => undefined;
  const wait = resultOf(
    new Promise<string>((resolve) => (end = resolve)),
    abort.signal,
    () => undefined,
  );
  abort.abort();
  end('done');
  expect(await wait).toBe('done');
});

test('a pause passes, or ends with the error for its signal', async () => {
  await expect(pause(1, patient, enough)).resolves.toBeUndefined();
  await expect(pause(1e9, AbortSignal.abort(), enough)).rejects.toThrow('enough');
});
