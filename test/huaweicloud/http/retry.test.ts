import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { type Answer } from '../../../lib/huaweicloud/http/answer';
import {
  requestedDelay,
  DEFAULT_RETRY_POLICY,
  delayBefore,
} from '../../../lib/huaweicloud/http/retry';

function failure(transient: boolean, retryAfter?: number): CloudError {
  return new CloudError({ category: 'unavailable', summary: '', means: '', transient, retryAfter });
}

function answer(headers: Record<string, string>): Answer {
  const date = new Date('2024-05-06T07:08:09Z');
  return {
    status: 429,
    headers,
    text: '',
    json: undefined,
    requestId: undefined,
    date,
    request: '',
  };
}

test('delays double up to a limit, and half of each is random', () => {
  const delays = (random: number) =>
    [1, 2, 3, 10].map((retry) =>
      delayBefore(retry, failure(true), { ...DEFAULT_RETRY_POLICY, maxRetries: 10 }, random),
    );
  expect(delays(1)).toEqual([500, 1000, 2000, 20_000]);
  expect(delays(0)).toEqual([250, 500, 1000, 10_000]);
});

test('an error that is not transient is not retried', () => {
  expect(delayBefore(1, failure(false), DEFAULT_RETRY_POLICY, 0)).toBeUndefined();
});

test('the number of retries is limited', () => {
  expect(delayBefore(5, failure(true), DEFAULT_RETRY_POLICY, 0)).toBe(4000);
  expect(delayBefore(6, failure(true), DEFAULT_RETRY_POLICY, 0)).toBeUndefined();
});

test('a wait that the cloud asks for is kept, with a little jitter on top', () => {
  expect(delayBefore(1, failure(true, 1000), DEFAULT_RETRY_POLICY, 0)).toBe(1000);
  expect(delayBefore(1, failure(true, 1000), DEFAULT_RETRY_POLICY, 1)).toBe(1250);
});

test('a wait that the cloud asks for is never shorter than our own', () => {
  expect(delayBefore(3, failure(true, 0), DEFAULT_RETRY_POLICY, 0)).toBe(1000);
  expect(delayBefore(3, failure(true, 100), DEFAULT_RETRY_POLICY, 1)).toBe(2000);
});

test('a date is taken by our clock if the answer has none', () => {
  const headers = { 'retry-after': 'Mon, 06 May 2024 07:08:19 GMT' };
  expect(requestedDelay({ headers, date: undefined }, undefined)).toBe(0);
});

test.each([
  [{ 'retry-after': '7' }, undefined, 7000],
  [{ 'retry-after': 'Mon, 06 May 2024 07:08:19 GMT' }, undefined, 10_000],
  [{ 'retry-after': 'Mon, 06 May 2024 07:00:00 GMT' }, undefined, 0],
  [{ 'retry-after': 'Monday, 06-May-24 07:08:19 GMT' }, undefined, 10_000],
  [{ 'retry-after': ' 120 ' }, undefined, 120_000],
  [{ 'retry-after': 'Mon May  6 07:08:19 2024' }, undefined, 10_000],
  [{ 'retry-after': 'Wed, 08 May 2024 07:08:09 GMT' }, undefined, 172_800_000],
  [{ 'retry-after': 'Thursday, 09-May-24 07:08:09 GMT' }, undefined, 259_200_000],
  [{ 'retry-after': 'on Mon, 06 May 2024 07:08:19 GMT' }, undefined, undefined],
  [{ 'retry-after': 'Mon, 06 May 2024 07:08:19 GMT (or so)' }, undefined, undefined],
  [{ 'retry-after': '0' }, undefined, 0],
  [{ 'retry-after': 'soon' }, undefined, undefined],
  [{ 'retry-after': '-5' }, undefined, undefined],
  [{ 'retry-after': '1.5' }, undefined, undefined],
  [{ 'retry-after': '2024-05-06T07:08:19Z' }, undefined, undefined],
  [{}, 'policy user over ratelimit,limit:200,time:1 second', 1000],
  [{}, 'policy user over ratelimit,limit:200,time:1 minute', 60_000],
  [{}, 'policy user over ratelimit,limit:200,time:5 minute', 60_000],
  [{}, 'policy user over ratelimit,limit:200,time: 12  second', 12_000],
  [{}, 'policy user over ratelimit,limit:200,time:second', 1000],
  [{ 'retry-after': '2' }, 'policy user over ratelimit,limit:200,time:1 minute', 2000],
  [{}, 'The throttling threshold has been reached', undefined],
  [{}, undefined, undefined],
])('%j with the text %j asks for %s ms', (headers, message, delay) => {
  expect(requestedDelay(answer(headers), message)).toBe(delay);
});
