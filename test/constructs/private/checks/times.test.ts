import { TerraformStack, Testing } from 'cdktf';
import { BackupQuery } from '../../../../lib';

const query = (beginTime: string, endTime = '9999-12-31 23:59:59') =>
  new BackupQuery(new TerraformStack(Testing.app(), 'stack'), 'it', { beginTime, endTime });

test.each([
  '2026-01-31T15:04:05Z',
  '2026-01-31T15:04:05.123Z',
  '2026-01-31T15:04:05+08:00',
  '2026-01-31 15:04:05',
  '2024-02-29T00:00:00Z',
  '2000-02-29T00:00:00Z',
  '0050-01-01T00:00:00Z',
  '2026-01-31T15:04:05.123456789Z',
  '0000-01-01T00:00:00Z',
  '${var.x}',
])('%s is a time', (time) => {
  expect(() => query(time)).not.toThrow();
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-02-29 00:00:00',
  '2025-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-32T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01 24:00:00',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00+08:60',
  '2026-01-01T00:00:00+0800',
  '2026-01-01T00:00:00',
  '2026-01-01 00:00:00Z',
  '2026-01-01 00:00:00.5',
  '2026-01-01',
  '2026-01-31T15:04:05.1234567890Z',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  'yesterday',
  '12026-01-31T15:04:05Z',
  '2026-01-31T15:04:05ZZ',
  '2026-01-31T15:04:05.Z',
])('%s is not a time', (time) => {
  const message = `must be a time such as "2026-01-31T15:04:05Z" or, in UTC, "2026-01-31 15:04:05", got ${JSON.stringify(time)}`;
  expect(() => query(time)).toThrow(`stack/it: beginTime ${message}`);
  expect(() => query('2026-01-31T15:04:05Z', time)).toThrow(`stack/it: endTime ${message}`);
});

test('a period that ends before it begins is rejected', () => {
  expect(() => query('2026-01-02T00:00:00+08:00', '2026-01-01 15:59:59')).toThrow(
    'stack/it: endTime 2026-01-01 15:59:59 is before beginTime 2026-01-02T00:00:00+08:00',
  );
  expect(() => query('2026-01-02T00:00:00+08:00', '2026-01-01 16:00:00')).not.toThrow();
});
