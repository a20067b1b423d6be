interface Bounds {
  /** In characters, before escaping. */
  readonly longest: number;
  /** Whether line breaks are kept, to separate paragraphs. @default false */
  readonly paragraphs?: boolean;
}

/**
 * The text made safe to print on a terminal, whoever wrote it. Control and format characters (line breaks, escape
 * sequences, bidirectional overrides, zero-width characters), line and paragraph separators and lone surrogates are
 * escaped as in JSON; a longer text is cut. Engines print unchanged what a provider returns.
 */
export function printable(text: string, { longest, paragraphs = false }: Bounds): string {
  if (text.length <= longest && /^[ -~]*$/.test(text)) return text; // most are; the rest takes a millisecond at first
  const cut = text.length > longest ? text.slice(0, longest).replace(/[\ud800-\udbff]$/, '') : text;
  const shown = cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    paragraphs && character === '\n' ? character : escaped(character),
  );
  return cut === text ? shown : `${shown}… (${text.length - cut.length} more characters)`;
}

function escaped(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (short !== undefined) return short;
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
