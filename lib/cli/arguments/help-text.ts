/** Examples for the end of a help text, each with what it is for. */
export function examples(...lines: readonly (readonly [purpose: string, line: string])[]): string {
  return ['', 'Examples:', ...lines.map(([purpose, line]) => `  # ${purpose}\n  ${line}`)].join(
    '\n',
  );
}
