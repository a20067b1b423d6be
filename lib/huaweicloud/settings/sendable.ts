/**
 * Why a text cannot be sent in a header or an address, as a sentence without the text; undefined if
 * it can. Keys and tokens that were copied from a word processor, a chat or a web page may contain
 * dashes, quotation marks, an ellipsis or invisible characters.
 */
export function unsendable(text: string): string | undefined {
  const [odd] = /[^!-~]/u.exec(text) ?? [];
  if (odd === undefined) return undefined;
  if (/[ \t\r\n]/.test(odd)) {
    return 'The value contains spaces or line breaks; copy it again without them.';
  }
  const code = (odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `The value contains the character U+${code}, which cannot be sent; copy it again as plain text, from where it was issued.`;
}
