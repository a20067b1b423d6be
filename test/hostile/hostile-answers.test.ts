// The bounds of `npm run hostile`; that of the blocking is wide here, since other tests run beside these.
import { hostileAnswers } from './hostile-answers';
import { measuredRead, READ_TIMEOUT } from './measured-read';

jest.setTimeout(60_000);

test.each(hostileAnswers)('$name: bounded in memory and time', async (answer) => {
  const { said, megabytes = 0, blockedMilliseconds, seconds } = await measuredRead(answer);
  expect(megabytes).toBeLessThan(200);
  expect(blockedMilliseconds).toBeLessThan(1000);
  expect(seconds).toBeLessThan(READ_TIMEOUT + 10);
  if (answer.isFine) expect(said).toBe('read');
});
