import { writeFileSync } from 'node:fs';

/**
 * Writes synchronously for whoever has started the program. That is standard output, unless a launcher has put another
 * descriptor in its place, to keep it free of what preloaded modules print.
 *
 * @throws a system error if it cannot be written to
 */
export function writeOutput(text: string, { PLUGIN_OUTPUT_DESCRIPTOR }: NodeJS.ProcessEnv): void {
  writeFileSync(PLUGIN_OUTPUT_DESCRIPTOR ? Number(PLUGIN_OUTPUT_DESCRIPTOR) : 1, text);
}
