/**
 * Maps everything in a template of the engine outside its expressions, piece by piece: single characters, `%{`, and the
 * escapes `$${` and `%%{`. What is in `${…}` is kept, including CDKTF's tokens.
 *
 * @param openings what starts an expression; with `%{`, directives are kept as well
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function mapLiterals(
  template: string,
  write: (piece: string) => string,
  openings: readonly string[] = ['${'],
): string {
  let depth = 0;
  let text = '';
  for (let at = 0; at < template.length;) {
    const piece = pieceAt(template, at, depth > 0);
    at += piece.length;
    if (depth > 0) {
      text += piece;
      if (piece === '{') depth++;
      if (piece === '}') depth--;
    } else if (openings.includes(piece)) {
      text += piece;
      depth = 1;
    } else {
      text += write(piece);
    }
  }
  return text;
}

/** Within an expression, a whole string or one character. */
function pieceAt(template: string, index: number, inExpression: boolean): string {
  const pattern = inExpression ? /"(?:[^"\\]|\\[^])*"|[^]/uy : /\$\$\{|%%\{|[$%]\{|[^]/uy;
  pattern.lastIndex = index;
  return pattern.exec(template)?.[0] ?? template.slice(index);
}

/** A string as a template, in which `%{` is not a directive. `${…}` is an expression, as everywhere in CDKTF. */
export function templateOf(text: string): string {
  return mapLiterals(text, (piece) => (piece === '%{' ? '%%{' : piece));
}

/** A template as it is written between quotes. */
export function quotable(template: string, openings?: readonly string[]): string {
  return mapLiterals(template, escaped, openings);
}

function escaped(piece: string): string {
  return ESCAPES[piece] ?? (/\p{Cc}/u.test(piece) ? unicodeEscape(piece) : piece);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
