const longestDescription = 500;

/**
 * What was thrown, in one line that may be shown and logged: kind and message, without a stack, and
 * without the path and query of a URL, where signed links carry their secret.
 */
export function describeFailure(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : plain(thrown);
  const firstLine = text.split('\n', 1)[0] ?? '';
  return firstLine
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@]*@)?([^\s/?#"'<>]*)[^\s"'<>]*/gi, '$1$2/…')
    .slice(0, longestDescription);
}

function plain(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : `something of type ${typeof thrown} was thrown`;
}
