import stringWidth from 'string-width';
import { progressLine, progressText } from '../../../lib/cli/progress/progress-line';
import { Transfer } from '../../../lib/cli/progress/transfer';

const MB = 1024 * 1024;

/** 300 of 1,000 MB, which are 1.0 GB, after 10 seconds. */
function transferUnderWay(): Transfer {
  let now = 0;
  const transfer = new Transfer(1000 * MB, () => now);
  transfer.found(0);
  for (now = 1000; now <= 10_000; now += 1000) transfer.hasNow((now / 1000) * 30 * MB);
  now = 10_000;
  return transfer;
}

const NAME = 'f3a1b2c4d5e6478890a1b2c3d4e5f607br02_shard_1.tar.lz4';

test('a line of 100 columns has the name, a bar, the amount, the rate and the time left', () => {
  expect(progressLine('a.tar.lz4', transferUnderWay(), 100)).toBe(
    'a.tar.lz4                [======              ]   30%     300 MB of 1.0 GB  30.0 MB/s     0:24 left',
  );
});

test.each([
  [60, '…ard_1.tar.lz4  [===       ]   30%  30.0 MB/s     0:24 left'],
  [40, '…tar.lz4   30%  30.0 MB/s     0:24 left'],
  [30, '…ard_1.tar.lz4   30%     0:24'],
  [20, '…lz4   30%     0:24'],
  [10, '…z4   30%'],
])('a line of %i columns has what matters most, and the end of the name', (width, line) => {
  expect(progressLine(NAME, transferUnderWay(), width)).toBe(line);
});

test('a name that just fits is shown whole', () => {
  expect(progressLine('1.gz', transferUnderWay(), 20)).toBe('1.gz   30%     0:24');
});

test.each(['plain', NAME, '备份文件备份文件备份文件备份文件备份文件备份文件'])(
  'no line about %s is as wide as the terminal',
  (label) => {
    for (let width = 1; width <= 200; width += 1) {
      const line = progressLine(label, transferUnderWay(), width);
      expect(stringWidth(line)).toBeLessThan(Math.max(width, 2));
    }
  },
);

test('a total that is not known has no share and no time left', () => {
  const transfer = new Transfer(undefined, () => 0);
  transfer.found(3 * MB);
  expect(progressText(transfer)).toBe('3.0 MB');
  expect(progressLine('x', transfer, 100)).not.toContain('%');
});

test('an empty file is complete', () => {
  expect(progressText(new Transfer(0, () => 0))).toContain('100%');
});
