import { printable } from './printable';

/** Characters. */
const LONGEST_DESCRIPTION = 500;
/** How much of a text is read, in characters. */
const LONGEST_READ = 4000;

/**
 * One line about what was thrown that may be shown and logged: kind and message, without a stack, and without the
 * path and query of a URL, because signed links carry their secret there.
 */
export function describeFailure(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : plain(thrown);
  // The cut may fall within a URL, and what shows that it is a URL may be in the other half.
  const start =
    text.length > LONGEST_READ ? text.slice(0, LONGEST_READ).replace(/\S{0,1000}$/, '…') : text;
  const firstLine = start.split('\n', 1)[0] ?? '';
  const withoutLinks = firstLine.replace(
    /\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/@]*@)?([^\s/?#"'<>]*)[^\s"'<>]*/gi,
    '$1$2/…',
  );
  return printable(withoutLinks.slice(0, LONGEST_DESCRIPTION), { longest: LONGEST_DESCRIPTION });
}

function plain(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : `something of type ${typeof thrown} was thrown`;
}
