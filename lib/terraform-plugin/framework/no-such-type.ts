import { type Diagnostic } from '../protocol/tfplugin6';
import { diagnosticMessages } from './diagnostic-message';

/** The answer to a request about a type that the provider does not have. */
export function noSuchType(typeName: string): { diagnostics: Diagnostic[] } {
  const diagnostic = {
    severity: 'error',
    summary: 'Unknown type',
    detail: `This version of the provider has no "${typeName}". Correct the name, or use a newer version.`,
  } as const;
  return { diagnostics: diagnosticMessages([diagnostic], { attributes: {}, blocks: {} }) };
}
