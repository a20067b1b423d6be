/** Readers for the values of flags. Each throws InvalidArgumentError, which names the flag and the value. */
import { InvalidArgumentError } from 'commander';
import { wrongBackupId, wrongInstanceId } from '../../huaweicloud/dds/dds-ids';
import { nearestWords } from '../../huaweicloud/errors/nearest-word';
import { withNames } from '../../huaweicloud/errors/setting-names';
import { MOST_SHARDS } from '../../huaweicloud/obs/files/shards';
import { parseDuration } from '../../huaweicloud/settings/duration';
import { endpointKeys } from '../../huaweicloud/settings/endpoints';

/** Any string with a visible character. */
export function text(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

/** The path of a directory. Bash leaves the tilde of `--directory=~/x` alone. */
export function directoryPath(value: string): string {
  if (!value.startsWith('~')) return text(value);
  throw new InvalidArgumentError(
    'The shell has not expanded "~": leave out quotes, put a space in place of =, or write the whole path.',
  );
}

/** The ID of an instance. */
export function instanceId(value: string): string {
  return checkedId(value, wrongInstanceId(value));
}

/** The ID of a backup. */
export function backupId(value: string): string {
  return checkedId(value, wrongBackupId(value));
}

function checkedId(value: string, problem: string | undefined): string {
  if (problem === undefined) return value;
  throw new InvalidArgumentError(withNames(problem, { nameOf: nameOfId, waysToSet: nameOfId }));
}

function nameOfId(parameter: string): string {
  return parameter === 'instanceId' ? '--instance' : 'the backup ID';
}

/** One of a few values, in any case; the result has the usual case. */
export function oneOf(values: readonly string[]): (value: string) => string {
  return (value) => {
    const found = values.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found !== undefined) return found;
    throw new InvalidArgumentError(
      `Possible values: ${values.join(', ')}.${suggestion(value, values)}`,
    );
  };
}

/** A whole number between two bounds, in decimal digits. */
export function wholeNumber(from: number, to: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
}

/** The longest wait for a backup (ms). */
const LONGEST_WAIT = 24 * 3_600_000;

/** A duration such as `90s` or `1h30m`, in milliseconds. */
export function duration(value: string): number {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= LONGEST_WAIT) {
    return milliseconds;
  }
  throw new InvalidArgumentError(
    'It must be a duration of at most 24h, for example "90s", "30m" or "1h30m".',
  );
}

/** Adds one `SERVICE=URL` to those before it. */
export function endpoint(
  value: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, service = '', url = ''] = /^([^=]*)=(.*)$/.exec(value) ?? [];
  if (service === '' || url.trim() === '') {
    throw new InvalidArgumentError('Write SERVICE=URL, for example "dds=https://dds.example.com".');
  }
  if (!endpointKeys.includes(service)) {
    throw new InvalidArgumentError(
      `Services: ${endpointKeys.join(', ')}.${suggestion(service, endpointKeys)}`,
    );
  }
  return { ...before, [service]: url };
}

/** `I/N`, one of N parts, counted from 0. */
export function shard(value: string): { index: number; count: number } {
  const [, first, second] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (index < count && count <= MOST_SHARDS) return { index, count };
  const range = count >= 1 && count <= MOST_SHARDS ? `0/${count} to ${count - 1}/${count}` : '';
  throw new InvalidArgumentError(
    `Write I/N, one of N parts, from ${range || '0/N to N-1/N'}; N is at most ${MOST_SHARDS}.`,
  );
}

/** Adds one value to those before it. */
export function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, text(value)];
}

/** A line that proposes the known words that are like this one; empty if none is. */
export function suggestion(value: string, known: readonly string[]): string {
  const nearest = nearestWords(value, known);
  return nearest.length === 0 ? '' : `\n(Did you mean ${nearest.join(' or ')}?)`;
}
