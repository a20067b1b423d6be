import { foreign, foreignValue } from '../redaction/foreign-text';

/** A log in the shape that most loggers have. */
export interface Log {
  /** Whether lines of this level are written at all. @default - they are */
  writes?(level: 'trace' | 'debug' | 'warn'): boolean;
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** A log that writes nothing. */
export const silentLog: Log = { trace: ignore, debug: ignore, warn: ignore };

function ignore(): void {
  // Writes nothing.
}

/** The log with secrets and control characters taken out of all that is written to it, which costs time only where it is. */
export function safeLog(log: Log): Log {
  const shown = (fields: Record<string, unknown> = {}) =>
    foreignValue(fields) as Record<string, unknown>;
  const at = (level: 'trace' | 'debug' | 'warn'): Log[typeof level] => {
    if (log.writes?.(level) === false) return ignore;
    return (message, fields) => log[level](foreign(message), shown(fields));
  };
  return { trace: at('trace'), debug: at('debug'), warn: at('warn') };
}
