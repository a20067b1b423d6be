import assert from 'node:assert/strict';
import { App, TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { optionalDuration } from '../../lib/constructs/private/checks/durations';
import { isAfter, optionalTime } from '../../lib/constructs/private/checks/times';
import { parseCloudTime, parseUserTime, rfc3339 } from '../../lib/huaweicloud/http/times';
import { parseDuration } from '../../lib/huaweicloud/settings/duration';
import { durationInMilliseconds } from '../../lib/terraform-plugin/framework/duration';
import { always } from './property';

const stack = new TerraformStack(new App(), 'stack');

const instant = fc.date({
  min: new Date('0000-01-02T00:00:00Z'),
  max: new Date('9999-12-30T23:59:59.999Z'),
  noInvalidDate: true,
});
const offset = fc.integer({ min: -1439, max: 1439 });
const digits = (value: number, length = 2) => String(value).padStart(length, '0');

/** The parts of a time as a clock shows it that is so many minutes ahead of UTC. */
function partsOf(time: Date, ahead: number) {
  const shifted = new Date(time.getTime() + ahead * 60_000).toISOString();
  const sign = ahead < 0 ? '-' : '+';
  const [hours, minutes] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  return {
    day: shifted.slice(0, 10),
    clock: shifted.slice(11, 19),
    milliseconds: shifted.slice(20, 23),
    sign,
    hours: digits(hours),
    minutes: digits(minutes),
  };
}

/** Strings that are times, or nearly. */
const nearlyTime = fc.oneof(
  fc
    .tuple(
      fc.oneof(fc.nat(9999), fc.constantFrom(0, 1900, 2000, 2024, 9999)),
      fc.oneof(fc.integer({ min: 1, max: 12 }), fc.nat(14)),
      fc.oneof(fc.integer({ min: 28, max: 32 }), fc.nat(33)),
      fc.constantFrom('T', ' ', 't', ''),
      fc.constantFrom('00:00:00', '23:59:59', '24:00:00', '12:60:00', '12:00:60', '1:00:00'),
      fc.constantFrom('', '.5', '.123456789', '.1234567890', '.', ',5'),
      fc.constantFrom(
        'Z',
        '',
        'z',
        '+00:00',
        '-23:59',
        '+23:59',
        '+24:00',
        '+0800',
        '+08',
        '+08:60',
      ),
    )
    .map(
      ([year, month, day, between, clock, fraction, zone]) =>
        `${digits(year, 4)}-${digits(month)}-${digits(day)}${between}${clock}${fraction}${zone}`,
    ),
  fc.stringMatching(/^[-0-9T:.Z+ ]{0,30}$/),
);

const unit = fc.constantFrom('ms', 's', 'm', 'h', 'us', 'd', '');
const nearlyDuration = fc.oneof(
  fc
    .array(
      fc.tuple(fc.oneof(fc.nat().map(String), fc.stringMatching(/^\d{0,3}\.?\d{0,3}$/)), unit),
      { maxLength: 4 },
    )
    .map((parts) => parts.flat().join('')),
  fc.stringMatching(/^[\d.hms -]{0,8}$/),
  fc.integer({ min: 300, max: 400 }).map((length) => `${'9'.repeat(length)}h`),
);

function accepts(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    assert.match(String(error), /^Error: stack: \w+ must be /);
    return false;
  }
}

export const times = [
  always(
    'a time is read in each form that the cloud writes',
    [instant, offset, fc.nat(2)],
    (time, ahead, zeros) => {
      const { day, clock, milliseconds, sign, hours, minutes } = partsOf(time, ahead);
      if (!/^\d{4}/.test(day)) return;
      const second = new Date(Math.floor(time.getTime() / 1000) * 1000);
      const padded = day.replace(/-(\d\d)$/, `-${'0'.repeat(zeros)}$1`);
      for (const zone of [`${sign}${hours}:${minutes}`, `${sign}${hours}${minutes}`]) {
        assert.deepEqual(parseCloudTime(`${padded}T${clock}${zone}`, undefined), second);
        assert.deepEqual(
          parseCloudTime(`${day} ${clock}.${milliseconds} ${zone}`, undefined),
          time,
        );
      }
      const utc = partsOf(time, 0);
      assert.deepEqual(parseCloudTime(`${utc.day} ${utc.clock}`, 'UTC'), second);
      assert.equal(parseCloudTime(`${utc.day} ${utc.clock}`, undefined), undefined);
    },
  ),

  always('what is written as RFC 3339 is read as the same time', [instant], (time) => {
    assert.deepEqual(parseUserTime(rfc3339(time)), time);
    assert.deepEqual(parseCloudTime(rfc3339(time), undefined), time);
  }),

  always('any text is a time that exists, or none', [fc.oneof(nearlyTime, fc.string())], (text) => {
    for (const read of [parseCloudTime(text, 'UTC'), parseUserTime(text)]) {
      if (read !== undefined) assert.match(rfc3339(read), /^\d{4}-/);
    }
    const user = parseUserTime(text);
    if (user !== undefined) assert.deepEqual(parseCloudTime(text, 'UTC'), user);
  }),

  always(
    'the constructs accept the times that the provider accepts',
    [nearlyTime],
    (text) => {
      fc.pre(text.trim() !== '');
      const isTime = accepts(() => optionalTime(stack, 'begin', text));
      assert.equal(isTime, parseUserTime(text) !== undefined);
    },
    {
      examples: [
        ['2026-01-31T15:04:05.1234567890Z'],
        ['0000-01-01T00:00:00+01:00'],
        ['9999-12-31T23:59:59-01:00'],
      ],
    },
  ),

  always(
    'the constructs order times as the provider does',
    [nearlyTime, nearlyTime],
    (one, other) => {
      const [first, second] = [parseUserTime(one), parseUserTime(other)];
      if (first === undefined || second === undefined) return;
      assert.equal(isAfter(one, other), first > second);
    },
  ),

  always(
    'a duration is the same in the constructs, the framework and the settings',
    [nearlyDuration],
    (text) => {
      fc.pre(text.trim() !== '');
      const duration = parseDuration(text);
      assert.equal(durationInMilliseconds(text), duration);
      const isUsable = accepts(() => optionalDuration(stack, 'requestTimeout', text));
      assert.equal(isUsable, duration !== undefined && duration > 0);
      assert.equal(
        accepts(() => optionalDuration(stack, 'requestTimeout', text, '10m')),
        isUsable && (duration ?? 0) <= 600_000,
      );
    },
  ),
];
