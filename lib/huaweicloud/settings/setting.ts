import { settingError } from '../cloud-error';
import { type Environment } from '../environment';
import { foreign } from '../foreign-text';
import { wrongId, wrongRegion } from '../identifiers';
import { unsendable } from '../sendable';
import { parseDuration } from './duration';

/** One setting: the environment variables behind it, and how its value is read. */
export interface Setting<Given, Value> {
  /** In order of precedence; the first that is not empty counts. */
  readonly environment: readonly string[];
  /** Whether the value must never be shown. */
  readonly isSecret: (given: Given) => boolean;
  /** The value of an environment variable in the form of the argument. */
  readonly fromText: (text: string, reject: Reject) => Given;
  /** The checked value. */
  readonly check: (given: Given, reject: Reject) => Value;
}

/** Makes the error for a value that cannot be used. */
export type Reject = (problem: string) => Error;

/** Text of any kind. */
export function text(...environment: string[]): Setting<string, string> {
  return {
    environment,
    isSecret: () => false,
    fromText: (value) => value,
    check: (value) => value,
  };
}

/** Text that becomes a part of addresses or headers; blanks around it are no part of it. */
function word(
  environment: readonly string[],
  wrong: (value: string) => string | undefined,
): Setting<string, string> {
  return {
    ...text(...environment),
    check: (value, reject) => {
      const problem = wrong(value.trim());
      if (problem !== undefined) throw reject(problem);
      return value.trim();
    },
  };
}

/** The ID of a project, an account, a user. */
export function id(...environment: string[]): Setting<string, string> {
  return word(environment, (value) => wrongId(value));
}

/** The name of a region. */
export function region(...environment: string[]): Setting<string, string> {
  return word(environment, wrongRegion);
}

/** The domain of a cloud, such as `myhuaweicloud.com`. */
export function domain(...environment: string[]): Setting<string, string> {
  return word(environment, (value) =>
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(value)
      ? undefined
      : `"${foreign(value)}" is not a domain; write it without https:// and path, like "myhuaweicloud.com".`,
  );
}

/** Text that travels in an address or a header as it is. */
export function sendable(...environment: string[]): Setting<string, string> {
  return word(environment, unsendable);
}

/** One of a few words. */
export function oneOf(words: readonly string[], ...environment: string[]): Setting<string, string> {
  return word(environment, (value) =>
    words.includes(value)
      ? undefined
      : `"${foreign(value)}" is not supported; only ${words.join(', ')} is.`,
  );
}

/** A key or token, which travels in headers and never in messages. */
export function secret(...environment: string[]): Setting<string, string> {
  return {
    ...text(...environment),
    isSecret: () => true,
    check: (value, reject) => {
      const problem = unsendable(value);
      if (problem !== undefined) throw reject(problem);
      return value;
    },
  };
}

/** A password: secret, and any character may occur in it. */
export function password(...environment: string[]): Setting<string, string> {
  return { ...text(...environment), isSecret: () => true };
}

/** A private key, or the path of its file, which is no secret. */
export function privateKey(...environment: string[]): Setting<string, string> {
  return { ...text(...environment), isSecret: (value) => !isPath(value) };
}

/** PEM, and the Base64 of a key without the lines around it, are no paths. */
export function isPath(value: string): boolean {
  return !value.includes('-----BEGIN') && !/^\s*M[A-Za-z0-9+/=\s]{40,}$/.test(value);
}

/** Yes or no, in the environment as Go's strconv.ParseBool reads it. */
export function flag(...environment: string[]): Setting<boolean, boolean> {
  return {
    environment,
    isSecret: () => false,
    fromText: (value, reject) => {
      if (/^\s*(1|t|true)\s*$/i.test(value)) return true;
      if (/^\s*(0|f|false)\s*$/i.test(value)) return false;
      throw reject(`"${foreign(value)}" is neither true nor false.`);
    },
    check: (value) => value,
  };
}

/** A whole number, zero or more. */
export function count(...environment: string[]): Setting<number, number> {
  return {
    environment,
    isSecret: () => false,
    fromText: (value) => (/^\s*\d+\s*$/.test(value) ? Number(value) : NaN),
    check: (value, reject) => {
      if (Number.isSafeInteger(value) && value >= 0) return value;
      throw reject('It must be a whole number, zero or more, in decimal digits.');
    },
  };
}

/** A duration such as `30s`; its value is milliseconds. */
export function duration(): Setting<string, number> {
  return {
    ...text(),
    check: (value, reject) => {
      const milliseconds = parseDuration(value);
      if (milliseconds !== undefined && milliseconds > 0 && milliseconds < 2 ** 31) {
        return milliseconds;
      }
      throw reject(`"${foreign(value)}" is not a duration; write it like "30s" or "1m30s".`);
    },
  };
}

/** A value with a structure of its own, read elsewhere. */
export function structure<T>(): Setting<T, T> {
  return {
    environment: [],
    isSecret: () => false,
    fromText: (_, reject) => {
      throw reject('It cannot be set by the environment.');
    },
    check: (value) => value,
  };
}

/** `accessKey` as it is written in a configuration: `access_key`. */
export function argumentName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A setting, and where its value may come from. */
export interface Origins<Given> {
  /** As it is written in a configuration: `access_key`. */
  readonly argument: string;
  /** The block that the argument stands in, where it stands in one. */
  readonly block?: string;
  readonly given: Given | null | undefined;
  /** What a profile of KooCLI says. */
  readonly profile?:
    { readonly name: string; readonly given: Given | null | undefined } | undefined;
  readonly env: Environment;
}

/** The value of one setting: the argument when set, else the profile, else the environment, else undefined. */
export function readSetting<Given, Value>(
  setting: Setting<Given, Value>,
  { argument, block, given, profile, env }: Origins<Given>,
): Value | undefined {
  const name = block === undefined ? argument : `${block}.${argument}`;
  const reject =
    (path: string, origin = ''): Reject =>
    (problem) =>
      settingError(path, `Setting ${name} cannot be used`, `${problem}${origin}`);
  if (isSet(given)) return setting.check(given, reject(block ?? argument));
  if (profile !== undefined && isSet(profile.given)) {
    const origin = ` It comes from ${profileNamed(profile.name)}.`;
    return setting.check(profile.given, reject('profile', origin));
  }
  const variable = setting.environment.find((candidate) => isSet(env[candidate]));
  if (variable === undefined) return undefined;
  const rejectVariable = reject(
    block ?? argument,
    ` It comes from the environment variable ${variable}.`,
  );
  return setting.check(setting.fromText(env[variable] ?? '', rejectVariable), rejectVariable);
}

/** How messages call a profile. */
export function profileNamed(name: string): string {
  return `the KooCLI profile "${foreign(name)}"`;
}

/** Whether anything is said: null, an empty list and a text without a visible character say nothing. */
export function isSet<T>(value: T | null | undefined): value is T {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !(Array.isArray(value) && value.length === 0);
}
