import { isSecretName, withoutSecrets } from './secrets';

/** Characters of a foreign text that are shown by default. */
const LONGEST_SHOWN = 500;
const LONGEST_LOGGED = 4000;
/** Deeper levels of a value, and further parts at one level, are not logged. */
const DEEPEST_LOGGED = 6;
const MOST_LOGGED = 100;

/**
 * Makes text from outside safe to show: removes secrets, escapes whatever could control a terminal or
 * reorder the line, and cuts it. Everything in answers, files and variables is from outside.
 * @param longest characters, before escaping
 */
export function foreign(text: string, longest = LONGEST_SHOWN): string {
  const harmless = withoutSecrets(text);
  return escapeControls(harmless.length > longest ? `${harmless.slice(0, longest)}…` : harmless);
}

/** The same for the fields of a log line, at any depth. */
export function foreignValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return foreign(value, LONGEST_LOGGED);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (depth === DEEPEST_LOGGED) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, MOST_LOGGED).map((item) => foreignValue(item, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_LOGGED)
      .map(([name, item]) => [foreign(name), field(name, item, depth)]),
  );
}

function field(name: string, value: unknown, depth: number): unknown {
  if (!isSecretName(name)) return foreignValue(value, depth + 1);
  return value === null || value === undefined ? value : '***';
}

/**
 * Control and format characters (line breaks, escape sequences, bidirectional overrides, what has no
 * width), line and paragraph separators, and lone surrogates, in the form of JSON.
 */
function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) =>
      shortForms[character] ??
      Array.from({ length: character.length }, (_, index) => unicodeEscape(character, index)).join(
        '',
      ),
  );
}

const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function unicodeEscape(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
