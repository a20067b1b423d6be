import { describeFailure } from './failure';
import { harmless } from './harmless';

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

type Fields = Readonly<Record<string, unknown>>;

/** One method a level. Fields must not hold secrets: nothing is redacted here. */
export type Logger = Readonly<Record<Level, (message: string, fields?: Fields) => void>>;

interface LoggerOptions {
  /** Shown by the engine as the origin of each line. */
  readonly module: string;
  /** TF_LOG_PROVIDER, else TF_LOG, says from which level on; off when both are unset. Default: process.env. */
  readonly env?: NodeJS.ProcessEnv;
  /** Takes one line, newline included. Default: standard error as it is now, before anyone redirects it. */
  readonly write?: (line: string) => void;
}

/**
 * A log in the JSON form of github.com/hashicorp/go-hclog, which the engine reads from standard error.
 * The engine crashes when `@level`, `@message` or `@timestamp` is anything but a string.
 */
export function createLogger({ module, env = process.env, write }: LoggerOptions): Logger {
  const threshold = levels.indexOf(levelOf(env) ?? 'error') + (levelOf(env) === undefined ? 1 : 0);
  const sink = threshold < levels.length ? (write ?? standardError()) : ignore;
  const logAt = (level: Level) => {
    if (levels.indexOf(level) < threshold) return ignore;
    return (message: string, fields: Fields = {}) =>
      sink(formatLine(level, module, message, fields));
  };
  return {
    trace: logAt('trace'),
    debug: logAt('debug'),
    info: logAt('info'),
    warn: logAt('warn'),
    error: logAt('error'),
  };
}

/** undefined = off. Like the engine, takes any word it does not know (such as JSON) for TRACE. */
function levelOf(env: NodeJS.ProcessEnv): Level | undefined {
  const chosen = [env.TF_LOG_PROVIDER, env.TF_LOG].find(
    (value) => value !== undefined && value !== '',
  );
  const word = (chosen ?? 'off').toLowerCase();
  return word === 'off' ? undefined : (levels.find((level) => level === word) ?? 'trace');
}

function standardError(): (line: string) => void {
  const stream = process.stderr;
  const write = stream.write.bind(stream);
  return (line) => void write(line);
}

function ignore(): void {
  // below the threshold
}

/** The engine splits lines above 64 KiB. A character takes up to seven bytes, escaped and as JSON. */
const longestLine = 60 * 1024;
const longestText = 8 * 1024;

function formatLine(level: Level, module: string, message: string, fields: Fields): string {
  const head = {
    '@level': level,
    '@message': message,
    '@module': module,
    '@timestamp': new Date().toISOString().replace('Z', '000Z'), // the engine wants microseconds
  };
  const line = toJson({ ...fields, ...head });
  const fits = line !== undefined && Buffer.byteLength(line) <= longestLine;
  return `${fits ? line : (toJson({ ...head, fields: 'left out: too long' }) ?? '')}\n`;
}

function toJson(entry: Fields): string | undefined {
  try {
    return JSON.stringify(entry, (_key, value: unknown) => printable(value));
  } catch {
    return undefined; // a cycle, or a getter that throws
  }
}

function printable(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return describeFailure(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [shown(name), inner]));
}

/** The engine decodes the line, and prints on a terminal what it finds. */
function shown(text: string): string {
  return harmless(text, { longest: longestText });
}
