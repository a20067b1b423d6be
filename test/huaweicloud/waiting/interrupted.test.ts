import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { interrupted } from '../../../lib/huaweicloud/waiting/interrupted';

const named = (name: string) => Object.assign(new Error('over'), { name });

test.each([
  [
    'a time limit',
    named('TimeoutError'),
    'Out of time',
    'The time limit of this operation was reached',
  ],
  ['another error', named('AbortError'), 'Interrupted', 'The operation was cancelled'],
  ['a text', 'TimeoutError', 'Interrupted', 'The operation was cancelled'],
  ['an object without a name', {}, 'Interrupted', 'The operation was cancelled'],
  ['null', null, 'Interrupted', 'The operation was cancelled'],
  ['nothing', undefined, 'Interrupted', 'The operation was cancelled'],
])('a wait that is ended by %s says so', (_, reason, summary, ending) => {
  expect(interrupted(AbortSignal.abort(reason), 'an answer')).toMatchObject({
    category: 'cancelled',
    code: 'CANCELLED',
    summary,
    detail: `${ending} while waiting for an answer.`,
  });
});

test('the error of the last attempt is told', () => {
  const last = new CloudError({
    category: 'answer',
    summary: 'No',
    means: 'Not now.',
    next: 'Wait.',
  });
  expect(interrupted(AbortSignal.abort(), 'an answer', last).detail).toBe(
    'The operation was cancelled while waiting for an answer.\n\nThe last attempt failed: Not now.\n\nWait.',
  );
});
