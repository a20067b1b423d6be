import { settingError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { parseDuration } from './duration';
import { type Environment } from './environment';
import { wrongId, wrongRegion } from './identifiers';
import { unsendable } from './sendable';

/** One setting: what it means, the environment variables behind it, and how its value is read. */
export interface Setting<Given, Value> {
  readonly kind: Kind;
  /** A sentence or two; other settings in it are references, see `setting-names.ts`. */
  readonly meaning: string;
  /** In order of precedence: the first one that is not empty is used. */
  readonly environment: readonly string[];
  /** Whether the value must never be shown. */
  readonly isSecret: boolean;
  /** The values of a secret setting that may be shown after all. */
  readonly mayBeShown?: (given: Given) => boolean;
  /** Accepted without effect. */
  readonly hasNoEffect?: boolean;
  /** The value of an environment variable, in the type of the setting. */
  readonly fromText: (text: string, reject: Reject) => Given;
  /** The checked value. */
  readonly check: (given: Given, reject: Reject) => Value;
}

/** The form of a value: a structure is anything but a single value. */
export type Kind = 'text' | 'flag' | 'count' | 'duration' | 'structure';

/** Makes the error for an unusable value. */
export type Reject = (problem: string) => Error;

/** A string of any kind. */
export function text(meaning: string, ...environment: string[]): Setting<string, string> {
  return {
    kind: 'text',
    meaning,
    environment,
    isSecret: false,
    fromText: (value) => value,
    check: (value) => value,
  };
}

/** A string that becomes a part of addresses or headers; blanks around it are ignored. */
function word(
  wrong: (value: string) => string | undefined,
  meaning: string,
  environment: readonly string[],
): Setting<string, string> {
  return {
    ...text(meaning, ...environment),
    check: (value, reject) => {
      const problem = wrong(value.trim());
      if (problem !== undefined) throw reject(problem);
      return value.trim();
    },
  };
}

/** The ID of a project, an account, a user. */
export function id(meaning: string, ...environment: string[]): Setting<string, string> {
  return word((value) => wrongId(value), meaning, environment);
}

/** The name of a region. */
export function region(meaning: string, ...environment: string[]): Setting<string, string> {
  return word(wrongRegion, meaning, environment);
}

/** The domain of a cloud, such as `myhuaweicloud.com`. */
export function domain(meaning: string, ...environment: string[]): Setting<string, string> {
  const wrong = (value: string) =>
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(value)
      ? undefined
      : `"${foreign(value)}" is not a domain; write it without https:// and path, for example "myhuaweicloud.com".`;
  return word(wrong, meaning, environment);
}

/** A string that is sent in an address or a header as it is. */
export function sendable(meaning: string, ...environment: string[]): Setting<string, string> {
  return word(unsendable, meaning, environment);
}

/** One of a few values. */
export function oneOf(
  values: readonly string[],
  meaning: string,
  ...environment: string[]
): Setting<string, string> {
  const wrong = (value: string) =>
    values.includes(value)
      ? undefined
      : `"${foreign(value)}" is not supported; only ${values.join(', ')} is.`;
  return word(wrong, meaning, environment);
}

/** A key or token: sent in headers, never shown in messages. */
export function secret(meaning: string, ...environment: string[]): Setting<string, string> {
  return {
    ...password(meaning, ...environment),
    check: (value, reject) => {
      const problem = unsendable(value);
      if (problem !== undefined) throw reject(problem);
      return value;
    },
  };
}

/** A password: secret, and of any characters. */
export function password(meaning: string, ...environment: string[]): Setting<string, string> {
  return { ...text(meaning, ...environment), isSecret: true };
}

/** A private key, or the path of its file, which is not secret. */
export function privateKey(meaning: string, ...environment: string[]): Setting<string, string> {
  return { ...password(meaning, ...environment), mayBeShown: isPath };
}

/** PEM is not a path, nor is the Base64 of a key without the lines around it. */
export function isPath(value: string): boolean {
  return !value.includes('-----BEGIN') && !/^\s*M[A-Za-z0-9+/=\s]{40,}$/.test(value);
}

/** True or false, in the environment as Go's strconv.ParseBool reads it. */
export function flag(meaning: string, ...environment: string[]): Setting<boolean, boolean> {
  return {
    kind: 'flag',
    meaning,
    environment,
    isSecret: false,
    fromText: (value, reject) => {
      if (/^\s*(1|t|true)\s*$/i.test(value)) return true;
      if (/^\s*(0|f|false)\s*$/i.test(value)) return false;
      throw reject(`"${foreign(value)}" is neither true nor false.`);
    },
    check: (value) => value,
  };
}

/** A whole number, zero or more. */
export function count(meaning: string, ...environment: string[]): Setting<number, number> {
  return {
    kind: 'count',
    meaning,
    environment,
    isSecret: false,
    fromText: (value) => (/^\s*\d+\s*$/.test(value) ? Number(value) : NaN),
    check: (value, reject) => {
      if (Number.isSafeInteger(value) && value >= 0) return value;
      throw reject('It must be a whole number, zero or more, in decimal digits.');
    },
  };
}

/** A duration such as `30s`; its value is milliseconds. */
export function duration(meaning: string): Setting<string, number> {
  return {
    ...text(meaning),
    kind: 'duration',
    check: (value, reject) => {
      const milliseconds = parseDuration(value);
      if (milliseconds !== undefined && milliseconds > 0 && milliseconds < 2 ** 31) {
        return milliseconds;
      }
      throw reject(`"${foreign(value)}" is not a duration; write it like "30s" or "1m30s".`);
    },
  };
}

/** A structured value, read elsewhere. */
export function structure<T>(meaning: string): Setting<T, T> {
  return {
    kind: 'structure',
    meaning,
    environment: [],
    isSecret: false,
    fromText: (_, reject) => {
      throw reject('The environment cannot set it.');
    },
    check: (value) => value,
  };
}

/** A setting that is accepted so that settings of Huawei Cloud's own tools can be used as they are. */
export function withoutEffect<G, V>(setting: Setting<G, V>): Setting<G, V> {
  return { ...setting, hasNoEffect: true };
}

/** A setting, and where its value may come from. */
export interface Origins<Given> {
  readonly name: string;
  /** The setting that it is inside of. */
  readonly parent?: string;
  readonly given: Given | null | undefined;
  /** The value in a KooCLI profile. */
  readonly profile?:
    { readonly name: string; readonly given: Given | null | undefined } | undefined;
  readonly env: Environment;
}

/** The value of one setting: the given one, else that of the profile, else that of the environment. */
export function readSetting<Given, Value>(
  setting: Setting<Given, Value>,
  { name, parent, given, profile, env }: Origins<Given>,
): Value | undefined {
  const path = parent === undefined ? name : `${parent}.${name}`;
  const reject =
    (at: string, origin = ''): Reject =>
    (problem) =>
      settingError(at, `Setting ${named(path)} cannot be used`, `${problem}${origin}`);
  if (isSet(given)) return setting.check(given, reject(path));
  if (profile !== undefined && isSet(profile.given)) {
    const origin = ` It comes from ${profileNamed(profile.name)}.`;
    return setting.check(profile.given, reject('profile', origin));
  }
  const variable = setting.environment.find((candidate) => isSet(env[candidate]));
  if (variable === undefined) return undefined;
  const rejectVariable = reject(path, ` It comes from the environment variable ${variable}.`);
  return setting.check(setting.fromText(env[variable] ?? '', rejectVariable), rejectVariable);
}

/** A profile as messages name it. */
export function profileNamed(name: string): string {
  return `the KooCLI profile "${foreign(name)}"`;
}

/** Whether there is a value: null, an empty list and a blank string are none. */
export function isSet<T>(value: T | null | undefined): value is T {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !(Array.isArray(value) && value.length === 0);
}
