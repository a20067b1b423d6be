import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { unknown, type Value } from '../../../lib/terraform-plugin/cty/value';
import { Engine } from '../../../lib/terraform-plugin/testing/engine';
import { sampleProvider } from './sample-provider';

const validate = (config: Record<string, Value>) =>
  new Engine(sampleProvider(), 'sample_greeting').validate(config);

test('a valid configuration has no diagnostics', async () => {
  expect(await validate({ name: 'Ann', title: 'Dr', pause: '1m', loudness: 3n })).toEqual([]);
});

test('a value that is not known yet is taken to be valid', async () => {
  expect(
    await validate({ name: unknown, title: unknown, nickname: 'Nan', pause: unknown }),
  ).toEqual([]);
});

test('a map with an unknown value is not checked', async () => {
  const engine = new Engine(sampleProvider(), 'sample_greeting');
  expect(await engine.configure({ addresses: { office: unknown, home: '' } })).toEqual([]);
});

test.each<[string, Record<string, Value>, string]>([
  ['a required argument is missing', {}, 'error: Invalid value of "name"; It must be set. @ name'],
  ['a check fails', { name: '' }, 'error: Invalid value of "name"; It is empty. @ name'],
  [
    'two arguments conflict',
    { name: 'Ann', title: 'Dr', nickname: 'Nan' },
    'error: Invalid value of "nickname"; It cannot be set together with "title"; leave one of them out. @ nickname',
  ],
  [
    'a duration has no unit',
    { name: 'Ann', pause: '10' },
    'error: Invalid value of "pause"; "10" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m". @ pause',
  ],
  [
    'a duration is zero',
    { name: 'Ann', pause: '0s' },
    'error: Invalid value of "pause"; "0s" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m". @ pause',
  ],
  [
    'a duration is too long',
    { name: 'Ann', pause: '61s' },
    'error: Invalid value of "pause"; It can be 1m at most. @ pause',
  ],
  [
    'a whole number has a fraction',
    { name: 'Ann', loudness: Decimal.parse('1.5') },
    'error: Invalid value of "loudness"; It must be a whole number. @ loudness',
  ],
  [
    'a timeout is not a duration',
    { name: 'Ann', timeouts: { read: 'x' } },
    'error: Invalid value of "read"; "x" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m". @ timeouts.read',
  ],
])('an error at the argument says that %s', async (_, config, diagnostic) => {
  expect(await validate(config)).toEqual([diagnostic]);
});
