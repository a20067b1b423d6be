/** A value as JSON in several lines. Whole numbers keep all digits; undefined becomes null. */
export function jsonOf(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indentation: string): string {
  const deeper = `${indentation}  `;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) {
    return block(
      '[]',
      value.map((item) => write(item, deeper)),
      indentation,
    );
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, field]) => `${quoted(name)}: ${write(field, deeper)}`,
    );
    return block('{}', fields, indentation);
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value ?? null);
}

/** Characters that could control a terminal or reorder a line are escaped, which JSON does with few of them. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

function block(brackets: '[]' | '{}', parts: readonly string[], indentation: string): string {
  const [open, close] = brackets;
  if (parts.length === 0) return brackets;
  const lines = parts.map((part) => `\n${indentation}  ${part}`);
  return `${open}${lines.join(',')}\n${indentation}${close}`;
}
