import { type Redaction } from './redaction';

/** Where this room writes its log lines; the shape most loggers have. */
export interface Log {
  trace(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** A log that forgets everything. */
export const silentLog: Log = { trace: ignore, debug: ignore, warn: ignore };

function ignore(): void {
  // Nothing to do.
}

/** The log behind the redaction: the only one that the rest of this room gets. */
export function redactedLog(log: Log, redaction: Redaction): Log {
  const hide = (fields: Record<string, unknown> = {}) =>
    redaction.value(fields) as Record<string, unknown>;
  return {
    trace: (message, fields) => log.trace(redaction.text(message), hide(fields)),
    debug: (message, fields) => log.debug(redaction.text(message), hide(fields)),
    warn: (message, fields) => log.warn(redaction.text(message), hide(fields)),
  };
}
