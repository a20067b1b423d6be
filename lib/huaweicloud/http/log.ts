import { foreign, foreignValue } from '../foreign-text';

/** Where this room writes its log lines; the shape most loggers have. */
export interface Log {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** A log that writes nothing. */
export const silentLog: Log = { trace: ignore, debug: ignore, warn: ignore };

function ignore(): void {
  // Writes nothing.
}

/** The log with secrets and control characters taken out of all that is written to it. */
export function safeLog(log: Log): Log {
  const shown = (fields: Record<string, unknown> = {}) =>
    foreignValue(fields) as Record<string, unknown>;
  return {
    trace: (message, fields) => log.trace(foreign(message), shown(fields)),
    debug: (message, fields) => log.debug(foreign(message), shown(fields)),
    warn: (message, fields) => log.warn(foreign(message), shown(fields)),
  };
}
