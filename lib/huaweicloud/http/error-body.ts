import { withoutSecrets } from '../redaction/secrets';
import { isObject } from './fields';

/** What an error body says, in whichever of the cloud's formats. */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** IAM 5 explains a refusal in a message that only its own API can decode. */
  readonly encodedAuthorizationMessage: string | undefined;
}

/** The names of code and message in the known formats, the most specific first. */
const shapes = [
  ['error_code', 'error_msg'],
  ['errCode', 'externalMessage'],
  ['code', 'message'],
  ['error', 'error_msg'],
] as const;

const DEEPEST = 4;
/** The rest of a longer message is ignored. */
const LONGEST_MESSAGE = 4000;
/** Characters of a page that are searched for text. */
const LONGEST_PAGE = 20_000;

/**
 * Reads an error body.
 * @param json the parsed body, undefined if it is not JSON
 * @param text the body as received; its visible text is the message if nothing better is found
 */
export function readErrorBody(json: unknown, text: string): ErrorBody {
  const known = findKnownShape(json, DEEPEST);
  const outer = isObject(json) ? json : {};
  return {
    code: known?.code,
    message: (known?.message ?? visibleText(text))?.slice(0, LONGEST_MESSAGE),
    requestId: textOf(outer.request_id),
    encodedAuthorizationMessage:
      textOf(outer.encoded_authorization_message) ?? known?.encodedAuthorizationMessage,
  };
}

/**
 * The error code in a body that reports an error, whatever its status. Zero is the code of a success. Names that are less
 * specific, such as `code`, count only in a body without a result, which always is an object or a list.
 */
export function codeIn(json: unknown): string | undefined {
  if (!isObject(json)) return undefined;
  const code = textOf(json.error_code) ?? textOf(json.errCode);
  const hasResult = Object.entries(json).some(
    ([name, value]) => name !== 'error' && typeof value === 'object' && value !== null,
  );
  const reported = code ?? (hasResult ? undefined : findKnownShape(json, 2)?.code);
  return reported === '0' ? undefined : reported;
}

function findKnownShape(json: unknown, depth: number): Omit<ErrorBody, 'requestId'> | undefined {
  if (!isObject(json) || depth === 0) return undefined;
  for (const [codeName, messageName] of shapes) {
    const code = textOf(json[codeName]);
    const message = textOf(json[messageName]);
    if (code !== undefined || message !== undefined) {
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
 * The text of a plain or HTML page, without markup. Secrets are removed first: with a tag cut out of its middle a
 * secret would no longer be recognized.
 */
function visibleText(text: string): string | undefined {
  const page = withoutSecrets(text).slice(0, LONGEST_PAGE);
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(page)?.[1];
  const words = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ');
  return words.trim() === '' ? undefined : words.trim();
}

/** Keystone gives numbers as codes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
