import { type Log, safeLog } from '../../../lib/huaweicloud/http/log';

test('what is logged holds no secrets and no control characters', () => {
  const lines: unknown[] = [];
  const write: Log['warn'] = (...line) => void lines.push(line);
  const log = safeLog({ trace: write, debug: write, warn: write });
  log.warn('a\nb', { password: 'hunter2', deep: { text: '\u001b[31m' } });
  expect(lines).toEqual([['a\\nb', { password: '***', deep: { text: '\\u001b[31m' } }]]);
});

test('nothing is prepared for a level that is not written', () => {
  const write = jest.fn();
  const unread = {
    get url(): string {
      throw new Error('read');
    },
  };
  const writes = (level: string) => level === 'warn';
  const log = safeLog({ writes, trace: write, debug: write, warn: write });
  log.debug('request', unread);
  log.trace('answer', unread);
  expect(write).not.toHaveBeenCalled();
  expect(() => log.warn('no answer', unread)).toThrow('read');
});
