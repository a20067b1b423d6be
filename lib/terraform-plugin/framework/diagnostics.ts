import { type Path } from '../cty/path';

/** What the engine shows to its user. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One line without a full stop. */
  readonly summary: string;
  /** What happened, what it means, what to do next. */
  readonly detail: string;
  /** The attribute it concerns. The engine prints that line of the configuration, so it is dropped for sensitive ones. */
  readonly path?: Path;
}

/** Ends a request with diagnostics. */
export class DiagnosticsError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join('; '));
    this.name = 'DiagnosticsError';
    this.diagnostics = diagnostics;
  }
}
