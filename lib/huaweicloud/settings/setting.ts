import { settingError } from '../http/errors';
import { parseDuration } from './duration';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting: the environment variables behind it, and how its value is read. */
export interface Setting<Given, Value> {
  /** In order of precedence; the first that is not empty counts. */
  readonly environment: readonly string[];
  /** Whether the value must never be shown. */
  readonly secret: boolean;
  /** The value of an environment variable in the form of the argument. */
  readonly fromText: (text: string, reject: Reject) => Given;
  /** The checked value. */
  readonly check: (given: Given, reject: Reject) => Value;
}

/** Makes the error for a value that cannot be used. */
export type Reject = (problem: string) => Error;

/** Text of any kind. */
export function text(...environment: string[]): Setting<string, string> {
  return { environment, secret: false, fromText: (value) => value, check: (value) => value };
}

/** Text that travels in headers and never in messages; stray spaces are a frequent paste error. */
export function secret(...environment: string[]): Setting<string, string> {
  return {
    ...text(...environment),
    secret: true,
    check: (value, reject) => {
      if (/[\s\u0000-\u001f\u007f]/.test(value)) {
        throw reject('The value contains spaces or line breaks; copy it again without them.');
      }
      return value;
    },
  };
}

/** A password: secret, and any character may occur in it. */
export function password(...environment: string[]): Setting<string, string> {
  return { ...text(...environment), secret: true };
}

/** Yes or no, in the environment as Go's strconv.ParseBool reads it. */
export function flag(...environment: string[]): Setting<boolean, boolean> {
  return {
    environment,
    secret: false,
    fromText: (value, reject) => {
      if (/^(1|t|true)$/i.test(value)) return true;
      if (/^(0|f|false)$/i.test(value)) return false;
      throw reject(`"${value}" is neither true nor false.`);
    },
    check: (value) => value,
  };
}

/** A whole number, zero or more. */
export function count(...environment: string[]): Setting<number, number> {
  return {
    environment,
    secret: false,
    fromText: Number,
    check: (value, reject) => {
      if (Number.isSafeInteger(value) && value >= 0) return value;
      throw reject('It must be a whole number, zero or more.');
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
      throw reject(`"${value}" is not a duration; write it like "30s" or "1m30s".`);
    },
  };
}

/** A value with a structure of its own, read elsewhere. */
export function structure<T>(): Setting<T, T> {
  return {
    environment: [],
    secret: false,
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

/** The value of one setting: the argument when given, else the environment, else undefined. */
export function readSetting<Given, Value>(
  name: string,
  setting: Setting<Given, Value>,
  given: Given | null | undefined,
  env: Environment,
): Value | undefined {
  const argument = argumentName(name);
  if (given !== null && given !== undefined && given !== '') {
    return setting.check(given, rejecting(argument, argument));
  }
  const variable = setting.environment.find((candidate) => env[candidate]);
  if (variable === undefined) return undefined;
  const reject = rejecting(argument, `the environment variable ${variable}`);
  return setting.check(setting.fromText(env[variable] ?? '', reject), reject);
}

function rejecting(argument: string, origin: string): Reject {
  return (problem) =>
    settingError(
      argument,
      `Setting ${argument} cannot be used`,
      `${problem} It comes from ${origin}.`,
    );
}
