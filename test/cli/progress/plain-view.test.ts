import { Output } from '../../../lib/cli/output/output';
import { Progress } from '../../../lib/cli/progress/progress';
import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { type PlannedFile } from '../../../lib/huaweicloud/obs/backup-download';

const MB = 1024 * 1024;

const planned = (path: string, size?: bigint): PlannedFile => ({
  ...{ path, name: path, size },
  ...{ groupId: undefined, groupName: undefined },
});
const [a, b, c] = [planned('a', 2048n), planned('b'), planned('c', 1024n)];

let lines: string[];

beforeEach(() => {
  lines = [];
  jest.useFakeTimers();
  jest.replaceProperty(process, 'env', { ...process.env, TERM: 'dumb' });
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

test('without a terminal, lines tell what happens to each file and, every five seconds, how far the whole is', () => {
  const progress = new Progress(new Output({ color: false }));
  progress.planned([a, b, c]);
  progress.started(a, { sizeBytes: 2 * MB, bytes: MB });
  jest.advanceTimersByTime(5000); // the size of b is unknown
  progress.started(b, { sizeBytes: 4 * MB, bytes: 0 });
  progress.progressed(a, 1.5 * MB);
  jest.advanceTimersByTime(5000);
  progress.noticed(b, 'The object was replaced; starting over.');
  progress.progressed(a, 2 * MB);
  progress.finished({ ...a, sizeBytes: 2 * MB });
  progress.progressed(b, MB);
  progress.started(c, { sizeBytes: MB, bytes: MB });
  progress.finished({ ...c, sizeBytes: MB });
  jest.advanceTimersByTime(5000);
  const error = new CloudError({ category: 'state', summary: 'Gone', means: 'It is gone.' });
  progress.failed({ ...b, error });
  jest.advanceTimersByTime(5000);
  progress.end();
  jest.advanceTimersByTime(5000);
  expect(lines.join('')).toMatchInlineSnapshot(`
   "a: continues after 1.0 MB.
   0 of 3 files  1.0 MB  0 B/s
   0 of 3 files  21%  1.5 MB of 7.0 MB  51.2 KB/s  1:50 left
   b: The object was replaced; starting over.
   a: complete, 2.0 MB.
   c: complete, 1.0 MB.
   2 of 3 files  57%  4.0 MB of 7.0 MB  137 KB/s  0:23 left
   error: b: Gone
   It is gone.
   3 of 3 files  100%  3.0 MB of 3.0 MB  102 KB/s  0:00 left
   "
  `);
});

test('bytes of a file that starts over no longer count', () => {
  const progress = new Progress(new Output({ color: false }));
  progress.planned([a, c]);
  progress.started(c, { sizeBytes: MB, bytes: MB });
  progress.started(a, { sizeBytes: 2 * MB, bytes: MB });
  progress.progressed(a, 1.5 * MB);
  progress.started(a, { sizeBytes: 2 * MB, bytes: 0 });
  progress.progressed(a, 0.5 * MB);
  jest.advanceTimersByTime(5000);
  progress.end();
  expect(lines.at(-1)).toContain('  1.5 MB of 3.0 MB');
});

test('a quiet download tells failures alone', () => {
  const progress = new Progress(new Output({ color: false, quiet: true }));
  progress.planned([a]);
  progress.started(a, { sizeBytes: 2 * MB, bytes: MB });
  jest.advanceTimersByTime(5000);
  const error = new CloudError({ category: 'state', summary: 'Gone', means: 'It is gone.' });
  progress.failed({ ...a, error });
  progress.end();
  expect(lines.join('')).toMatch(/^error: a: [^]*It is gone\.\n$/);
});
