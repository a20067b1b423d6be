import { Transfer } from '../../../lib/cli/progress/transfer';

let now = 0;
function transferOf(total: number | undefined): Transfer {
  now = 0;
  return new Transfer(total, () => now);
}

test('what was there before does not count as fast', () => {
  const transfer = transferOf(1000);
  transfer.found(500);
  now = 1000;
  transfer.hasNow(600);
  expect(transfer.rate).toBe(100);
  expect(transfer.remaining).toBe(4);
});

test('the rate is that of the last ten seconds', () => {
  const transfer = transferOf(100_000);
  transfer.found(0);
  for (let second = 1; second <= 60; second += 1) {
    now = second * 1000;
    transfer.hasNow(second <= 30 ? second * 1000 : 30_000 + (second - 30) * 10);
  }
  expect(transfer.rate).toBe(10);
});

test('it falls while nothing arrives', () => {
  const transfer = transferOf(1000);
  transfer.found(0);
  now = 1000;
  transfer.hasNow(100);
  now = 2000;
  expect(transfer.rate).toBe(50);
});

test('a file that starts over has no rate until it has a new one', () => {
  const transfer = transferOf(1000);
  transfer.found(0);
  now = 1000;
  transfer.hasNow(500);
  transfer.hasNow(0);
  expect({ bytes: transfer.bytes, rate: transfer.rate }).toEqual({ bytes: 0, rate: undefined });
  now = 2000;
  transfer.hasNow(10);
  expect(transfer.rate).toBe(10);
});

test('the first half second is too short for a rate', () => {
  const transfer = transferOf(1000);
  transfer.found(0);
  now = 499;
  transfer.hasNow(100);
  expect(transfer.rate).toBeUndefined();
  now = 500;
  expect(transfer.rate).toBe(200);
});

test('news many times a second change neither the rate nor its period', () => {
  const transfer = transferOf(1_000_000);
  transfer.found(0);
  for (now = 10; now <= 20_000; now += 10) transfer.hasNow(now <= 5000 ? 0 : now - 5000);
  now = 20_000;
  expect(transfer.rate).toBeCloseTo(1000, -1);
});

test('the same bytes again are no new start', () => {
  const transfer = transferOf(1000);
  transfer.found(0);
  now = 1000;
  transfer.hasNow(100);
  transfer.hasNow(100);
  expect(transfer.rate).toBe(100);
});

test('no time is left if more has arrived than was announced, and it is unknown while nothing arrives', () => {
  const transfer = transferOf(100);
  transfer.found(0);
  now = 1000;
  expect(transfer.remaining).toBeUndefined();
  transfer.hasNow(200);
  expect(transfer.remaining).toBe(0);
});

test('without a rate or a total, the time left is unknown', () => {
  expect(transferOf(10).remaining).toBeUndefined();
  const endless = transferOf(undefined);
  endless.found(0);
  now = 1000;
  endless.hasNow(10);
  expect(endless.remaining).toBeUndefined();
});
