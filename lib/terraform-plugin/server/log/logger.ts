import { describeFailure } from './failure';
import { printable } from './printable';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

type Fields = Readonly<Record<string, unknown>>;

/** One method per level. Fields must not hold secrets: nothing is redacted here. */
export type Logger = Readonly<Record<Level, (message: string, fields?: Fields) => void>> & {
  /** Whether lines of this level are written at all; others need no preparation. */
  writes(level: Level): boolean;
};

interface LoggerOptions {
  /** Shown by the engine as the origin of each line. */
  readonly module: string;
  /** TF_LOG_PROVIDER, else TF_LOG, gives the lowest level written; off if both are unset. @default - process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives one line with its newline. @default - standard error as it is now, before anyone redirects it */
  readonly write?: (line: string) => void;
}

/**
 * A log in the JSON form of github.com/hashicorp/go-hclog, which the engine reads from standard error.
 * The engine crashes when `@level`, `@message` or `@timestamp` is anything but a string.
 */
export function createLogger({ module, env = process.env, write }: LoggerOptions): Logger {
  const lowest = levelOf(env);
  const threshold = lowest === undefined ? LEVELS.length : LEVELS.indexOf(lowest);
  const sink = threshold < LEVELS.length ? (write ?? standardError(module)) : ignore;
  const writes = (level: Level) => LEVELS.indexOf(level) >= threshold;
  const logAt = (level: Level) => {
    if (!writes(level)) return ignore;
    return (message: string, fields: Fields = {}) =>
      sink(formatLine(level, module, message, fields));
  };
  return {
    writes,
    trace: logAt('trace'),
    debug: logAt('debug'),
    info: logAt('info'),
    warn: logAt('warn'),
    error: logAt('error'),
  };
}

/** Undefined if logging is off. Like the engine, treats an unknown word (such as JSON) as TRACE. */
function levelOf(env: NodeJS.ProcessEnv): Level | undefined {
  const chosen = [env.TF_LOG_PROVIDER, env.TF_LOG].find(
    (value) => value !== undefined && value !== '',
  );
  const word = (chosen ?? 'off').toLowerCase();
  return word === 'off' ? undefined : (LEVELS.find((level) => level === word) ?? 'trace');
}

/** Bytes that wait for whoever reads standard error: an engine that does not must not fill our memory. */
const MOST_UNREAD = 1024 * 1024;

function standardError(module: string): (line: string) => void {
  const stream = process.stderr;
  const write = stream.write.bind(stream);
  let lines = 0;
  return (line) => {
    if (stream.writableLength > MOST_UNREAD) {
      lines += 1;
      return;
    }
    if (lines > 0)
      write(formatLine('warn', module, 'lines were left out, as nobody read them', { lines }));
    lines = 0;
    write(line);
  };
}

function ignore(): void {
  // below the threshold
}

/** Bytes; the engine splits lines above 64 KiB. A character takes up to seven, escaped and as JSON. */
const LONGEST_LINE = 60 * 1024;
/** Characters. */
const LONGEST_TEXT = 8 * 1024;

function formatLine(level: Level, module: string, message: string, fields: Fields): string {
  const head = {
    '@level': level,
    '@message': message,
    '@module': module,
    '@timestamp': new Date().toISOString().replace('Z', '000Z'), // the engine wants microseconds
  };
  const line = toJson(fields, head);
  if (line !== undefined && Buffer.byteLength(line) <= LONGEST_LINE) return `${line}\n`;
  const reason = line === undefined ? 'they have no JSON form' : 'too long';
  return `${toJson({ fields: `left out: ${reason}` }, head) ?? ''}\n`;
}

function toJson(fields: Fields, head: Fields): string | undefined {
  try {
    return JSON.stringify({ ...fields, ...head }, (_key, value: unknown) => loggable(value));
  } catch {
    return undefined; // a cycle, or a getter that throws
  }
}

function loggable(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  if (typeof value === 'bigint') return value.toString();
  // The engine reads numbers as floating-point ones, and prints 12000000 as 1.2e+07.
  if (typeof value === 'number' && Math.abs(value) >= 1e6) return value.toString();
  if (value instanceof Error) return describeFailure(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [shown(name), inner]));
}

/** The engine decodes the line, and prints the result on a terminal. */
function shown(text: string): string {
  return printable(text, { longest: LONGEST_TEXT });
}
