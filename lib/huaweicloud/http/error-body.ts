import { isObject } from '../fields';
import { withoutSecrets } from '../secrets';

/** What an error body says, whichever of the cloud's shapes it has. */
export interface ErrorBody {
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
  /** IAM 5 explains a refusal in a message that only its own API can decode. */
  readonly encodedAuthorizationMessage: string | null;
}

/** The names of code and message in the known shapes, the most telling first. */
const shapes = [
  ['error_code', 'error_msg'],
  ['errCode', 'externalMessage'],
  ['code', 'message'],
  ['error', 'error_msg'],
] as const;

const DEPTH = 4;
/** More of a message is not even looked at. */
const LONGEST_MESSAGE = 4000;
/** Of a page that is no JSON only so many characters are looked at. */
const LONGEST_PAGE = 20_000;

/**
 * Reads an error body.
 * @param json the parsed body, undefined where it is not JSON
 * @param text the body as it came; its visible words are the message where nothing better is found
 */
export function readErrorBody(json: unknown, text: string): ErrorBody {
  const known = findKnownShape(json, DEPTH);
  const outer = isObject(json) ? json : {};
  return {
    code: known?.code ?? null,
    message: (known?.message ?? visibleWords(text))?.slice(0, LONGEST_MESSAGE) ?? null,
    requestId: textOf(outer.request_id),
    encodedAuthorizationMessage:
      textOf(outer.encoded_authorization_message) ?? known?.encodedAuthorizationMessage ?? null,
  };
}

/** The code in an answer that says of itself that it is a refusal, null for any other. */
export function codeIn(json: unknown): string | null {
  if (!isObject(json)) return null;
  return textOf(json.error_code) ?? textOf(json.errCode);
}

function findKnownShape(json: unknown, depth: number): Omit<ErrorBody, 'requestId'> | undefined {
  if (!isObject(json) || depth === 0) return undefined;
  for (const [codeName, messageName] of shapes) {
    const code = textOf(json[codeName]);
    const message = textOf(json[messageName]);
    if (code !== null || message !== null) {
      const encodedAuthorizationMessage = textOf(json.encoded_authorization_message);
      return { code, message, encodedAuthorizationMessage };
    }
  }
  for (const inner of Object.values(json)) {
    const found = findKnownShape(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The words of a text or HTML page, without markup. Secrets go first: what is left of one that looks like a tag in the
 * middle would be recognized by nobody.
 */
function visibleWords(text: string): string | null {
  const page = withoutSecrets(text).slice(0, LONGEST_PAGE);
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(page)?.[1];
  const words = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ');
  return words.trim() === '' ? null : words.trim();
}

/** Keystone gives numbers as codes. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
