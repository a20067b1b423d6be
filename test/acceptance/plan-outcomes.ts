import { type Run } from './running-engine';

/** An error as the engine shows it: its words, and the line of the configuration that they are about. */
interface DiagnosticLine {
  readonly type: 'diagnostic';
  readonly diagnostic: {
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
    readonly snippet?: { readonly code: string } | null;
  };
}

interface CompleteLine {
  readonly type: 'apply_complete';
  readonly hook: { readonly resource: { readonly resource_name: string } };
}

/** What `plan -json` told about each data source by its name: `read`, or the error. */
export function outcomesOf({ output }: Run): Record<string, string> {
  const outcomes: Record<string, string> = {};
  for (const line of output.split('\n')) {
    const event = parse(line);
    if (event?.type === 'apply_complete') outcomes[event.hook.resource.resource_name] = 'read';
    if (event?.type === 'diagnostic') {
      const { address = '', summary, detail, snippet } = event.diagnostic;
      const shown = /\w/.test(snippet?.code ?? '') ? `\n> ${snippet?.code.trim() ?? ''}` : '';
      outcomes[nameIn(address)] = masked(`${summary}\n${detail}${shown}`);
    }
  }
  return outcomes;
}

/** Without what differs from run to run. */
export function masked(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/request ID [0-9a-f]{32}/g, 'request ID REQUEST-ID')
    .replace(/\d{8}T\d{6}Z/g, 'TIME');
}

/** The data source's name, or the provider's alias. */
function nameIn(address: string): string {
  const provider = /^provider\["[^"]*"\]\.?(.*)$/.exec(address);
  return provider === null ? address.replace(/^.*\./, '') : (provider[1] ?? '') || 'provider';
}

function parse(line: string): DiagnosticLine | CompleteLine | undefined {
  return line.startsWith('{') ? (JSON.parse(line) as DiagnosticLine | CompleteLine) : undefined;
}
