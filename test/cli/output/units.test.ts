import { sizeText, timeText } from '../../../lib/cli/output/units';

const KB = 1024;
const PB = KB ** 5;

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [1.5 * KB, '1.5 KB'],
  [99.9 * KB, '99.9 KB'],
  [99.95 * KB, '100 KB'],
  [999 * KB, '999 KB'],
  [999.5 * KB, '1.0 MB'],
  [KB ** 3, '1.0 GB'],
  [KB ** 4, '1.0 TB'],
  [PB, '1.0 PB'],
  [5000 * PB, '5000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test.each([
  [0, '0:00'],
  [6.1, '0:07'],
  [59, '0:59'],
  [60, '1:00'],
  [3599, '59:59'],
  [3599.1, '1:00:00'],
  [3723, '1:02:03'],
  [360_000, '100:00:00'],
])('%d seconds are %s', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
});
