interface Bounds {
  /** In characters, before what is escaped. */
  readonly longest: number;
  /** Whether line breaks stay, between the paragraphs of a longer text. @default false */
  readonly paragraphs?: boolean;
}

/**
 * A text that may be printed on a terminal, whoever wrote it. Control and format characters (line breaks, escape
 * sequences, bidirectional overrides, what has no width), separators of lines and paragraphs and lone surrogates become
 * visible in the form of JSON; what is longer is cut. Engines print what a provider says as it comes.
 */
export function harmless(text: string, { longest, paragraphs = false }: Bounds): string {
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
