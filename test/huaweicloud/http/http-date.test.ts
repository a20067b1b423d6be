import { parseHttpDate } from '../../../lib/huaweicloud/http/http-date';

test.each([
  'Sun, 06 Nov 1994 08:49:37 GMT',
  'Sunday, 06-Nov-94 08:49:37 GMT',
  'Sun Nov  6 08:49:37 1994',
  'Sun, 06 Nov 1994 08:49:37 +0000',
  ' Sun, 06 Nov 1994 09:49:37 +0100 ',
])('%s is the same time in every time zone', (text) => {
  const zone = process.env.TZ;
  process.env.TZ = 'America/New_York';
  expect(parseHttpDate(text)).toEqual(new Date('1994-11-06T08:49:37Z'));
  process.env.TZ = zone;
});

test.each(['', '-5', '1', '2024', '2024-05-06T07:08:09Z', 'Sun, 99 Nov 1994 08:49:37 GMT'])(
  '"%s" is none',
  (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  },
);
