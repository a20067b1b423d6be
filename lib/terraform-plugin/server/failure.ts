import { harmless } from './harmless';

const longestDescription = 500;
/** As much of a text is looked at, in characters. */
const longestRead = 4000;

/**
 * What was thrown, in one line that may be shown and logged: kind and message, without a stack, and
 * without the path and query of a URL, where signed links carry their secret.
 */
export function describeFailure(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : plain(thrown);
  // What is cut here may be the half of a URL, and its other half be what shows that it is one.
  const start =
    text.length > longestRead ? text.slice(0, longestRead).replace(/\S{0,1000}$/, '…') : text;
  const firstLine = start.split('\n', 1)[0] ?? '';
  const withoutLinks = firstLine.replace(
    /\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/@]*@)?([^\s/?#"'<>]*)[^\s"'<>]*/gi,
    '$1$2/…',
  );
  return harmless(withoutLinks.slice(0, longestDescription), { longest: longestDescription });
}

function plain(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : `something of type ${typeof thrown} was thrown`;
}
