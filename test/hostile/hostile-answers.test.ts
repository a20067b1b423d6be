// The bounds of `npm run hostile`; those of time are wide here, since other tests run beside these.
import { hostileAnswers } from './hostile-answers';
import { measuredRead, READ_TIMEOUT } from './measured-read';

test.each(hostileAnswers)('$name: bounded in memory and time', async (answer) => {
  const { said, megabytes = 0, blockedMilliseconds, seconds } = await measuredRead(answer);
  expect(megabytes).toBeLessThan(200);
  expect(blockedMilliseconds).toBeLessThan(1000);
  expect(seconds).toBeLessThan(READ_TIMEOUT + 40);
  if (answer.isFine) expect(said).toBe('read');
});
