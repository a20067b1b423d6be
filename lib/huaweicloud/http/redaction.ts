/**
 * The one place where secrets are taken out of what is logged or shown. Two nets: the secrets this
 * run knows, wherever they occur; and everything that has the shape or the name of a secret.
 */

const HIDDEN = '***';
/** Longer texts are cut: nobody reads them, and searching them takes time. */
const LONGEST_TEXT = 10_000;

/** Names of fields and headers whose value is never shown. */
const secretName =
  /^(access|credentials?)$|authorization|token|secret|password|access_?key|security_?key|signature|download_?link|cookie/i;

/** Shapes of secrets inside text, with what is kept of them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/(canonical_?request\W{0,4}).*/gis, `$1${HIDDEN}`],
  [/(https?:\/\/)[^/@\s"'<>]+@/gi, `$1${HIDDEN}@`],
  [
    /(https?:\/\/[^\s"'<>?]+)\?[^\s"'<>]*(?:signature|accesskeyid|credential|token|expires)=[^\s"'<>]*/gi,
    `$1?${HIDDEN}`,
  ],
  [/SDK-HMAC-SHA256\s+Access=[^\n|"]*/gi, HIDDEN],
  [
    /((?<![a-z_-])["']?(?:[a-z_-]*(?:token|secret|password|access_?key|signature)|authorization|download_?link)[a-z_-]*["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|(?:(?:basic|bearer)\s+)?[^\s,;&|"'}\])]+)/gi,
    `$1${HIDDEN}`,
  ],
  [/\bMII[A-Za-z0-9+/=_-]{60,}/g, HIDDEN],
];

/** Hides the secrets of one run; fed with each secret as soon as it is known. */
export class Redaction {
  private readonly secrets = new Set<string>();

  /** Remembers secrets; too short ones would tear holes into ordinary words. */
  add(...secrets: readonly (string | null | undefined)[]): void {
    for (const secret of secrets) {
      if (!secret || secret.length < 6) continue;
      this.secrets.add(secret);
      this.secrets.add(encodeURIComponent(secret));
      this.secrets.add(JSON.stringify(secret).slice(1, -1));
    }
  }

  /** The text without secrets. */
  text(text: string): string {
    let shown = text;
    for (const secret of this.secrets) shown = shown.replaceAll(secret, HIDDEN);
    const rest = shown.length > LONGEST_TEXT ? '…' : '';
    shown = shown.slice(0, LONGEST_TEXT);
    for (const [shape, kept] of shapes) shown = shown.replace(shape, kept);
    return shown + rest;
  }

  /** A copy of the value without secrets, at any depth, arrays included. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value instanceof Date || value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.field(name, item)]),
    );
  }

  private field(name: string, value: unknown): unknown {
    if (!secretName.test(name)) return this.value(value);
    return value === null || value === undefined ? value : HIDDEN;
  }
}
