import { type Diagnostic } from '../protocol/tfplugin6';
import { diagnosticMessages } from './diagnostic-message';

/** The answer to a request about a type that the provider does not have. */
export function noSuchType(typeName: string): { diagnostics: Diagnostic[] } {
  return refused(
    'Unknown type',
    `This version of the provider has no "${typeName}". Correct the name, or use a newer version.`,
  );
}

/** The answer to a request that the provider does not fulfil, whatever is in it. */
export function refused(summary: string, detail: string): { diagnostics: Diagnostic[] } {
  const nothing = { attributes: {}, blocks: {} };
  return { diagnostics: diagnosticMessages([{ severity: 'error', summary, detail }], nothing) };
}
