import { type Category, CloudError } from '../../errors/cloud-error';
import { readErrorBody } from '../../http/error-body';
import { parseHttpDate } from '../../http/http-date';
import { parseJson } from '../../http/json';
import { requestedDelay } from '../../http/retry';
import { foreign } from '../../redaction/foreign-text';

/** An answer of the object store that is not the object, ready to be shown. */
export interface ObsRefusal {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds to wait before the next attempt, if OBS asks for that. */
  readonly retryAfter: number | undefined;
}

/** The parts of an answer that a refusal is made of. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body. */
  readonly text: string;
  /** The link of the request; its secrets are hidden. */
  readonly link: URL;
}

const LONGEST_CODE = 100;
/** Parts of a link below this length are not secrets, but ordinary words. */
const SHORTEST_LINK_SECRET = 16;

/**
 * Reads an error of OBS, which is XML, or of a gateway in between.
 * OBS API Reference, "Error Responses": `<Error><Code>…</Code><Message>…</Message>…</Error>`
 */
export function readObsRefusal({ status, headers, text, link }: RefusedAnswer): ObsRefusal {
  const body = withoutLink(text, link);
  const other = readErrorBody(parseJson(body), body);
  const show = (value: string | undefined, longest?: number) =>
    value === undefined || value === '' ? undefined : foreign(withoutLink(value, link), longest);
  return {
    status,
    code: show(element('Code', body) ?? other.code, LONGEST_CODE),
    message: show(element('Message', body) ?? other.message),
    requestId: requestIdIn(headers, link) ?? show(element('RequestId', body), LONGEST_CODE),
    retryAfter: requestedDelay({ headers, date: parseHttpDate(headers.date ?? '') }, undefined),
  };
}

/** The id to give to support, ready to be shown. */
export function requestIdIn(headers: RefusedAnswer['headers'], link: URL): string | undefined {
  const id = headers['x-obs-request-id'];
  return id && foreign(withoutLink(id, link), LONGEST_CODE);
}

/** Whether the link is refused, so that a new one may help. */
export function refusesLink({ status, code = '' }: ObsRefusal): boolean {
  return status === 401 || status === 403 || (status === 400 && /expired|token/i.test(code));
}

/** Whether the link is refused for no other reason than its age. */
export function refusesExpired({ code = '', message = '' }: ObsRefusal): boolean {
  return /expired/i.test(code) || /expired/i.test(message);
}

/** @param name the name of the file */
export function refusalError(refusal: ObsRefusal, name: string): CloudError {
  const { status, code, message, requestId, retryAfter } = refusal;
  const meaning = meaningOf(refusal, foreign(name));
  const quoted = message === undefined ? undefined : `"${message}"`;
  const said = [code, quoted].filter((part) => part !== undefined).join(' ');
  const id = requestId === undefined ? 'no request ID' : `request ID ${requestId}`;
  return new CloudError({
    ...meaning,
    evidence: `${said === '' ? '' : `${said}: `}HTTP ${status}, ${id}, from OBS`,
    code,
    status,
    requestId,
    retryAfter,
  });
}

interface Meaning {
  readonly category: Category;
  readonly summary: string;
  readonly means: string;
  readonly next: string;
  readonly transient: boolean;
}

function meaningOf(refusal: ObsRefusal, name: string): Meaning {
  const { status } = refusal;
  if (refusesLink(refusal)) return refusedLink(refusal, name);
  if (status === 404) {
    return {
      category: 'not-found',
      summary: 'The file is not in OBS',
      means: `OBS cannot find ${name}.`,
      next: 'Check that the backup still exists; it may have been deleted meanwhile.',
      transient: false,
    };
  }
  if (status === 429 || status === 503) {
    return {
      category: 'throttled',
      summary: 'OBS is busy',
      means: `OBS accepts no more requests for ${name} at the moment.`,
      next: 'Run again later, or with fewer connections at a time.',
      transient: true,
    };
  }
  if (status === 408 || status >= 500) {
    return {
      category: 'unavailable',
      summary: 'OBS is unavailable',
      means: `OBS cannot serve ${name} at the moment.`,
      next: 'Run again in a few minutes; if the problem persists, give the request ID to Huawei Cloud support.',
      transient: true,
    };
  }
  return {
    category: 'answer',
    summary: 'Unexpected answer from OBS',
    means: `OBS answers the request for ${name} with HTTP ${status}.`,
    next: 'Check that no proxy or login page answers in place of OBS.',
    transient: false,
  };
}

function refusedLink(refusal: ObsRefusal, name: string): Meaning {
  const summary = 'OBS refuses the download';
  if (refusesExpired(refusal)) {
    return {
      category: 'permission',
      summary,
      means: `The links to ${name} have already expired when OBS receives them.`,
      next: 'Run again; if the problem persists, give the request ID to Huawei Cloud support.',
      transient: true,
    };
  }
  return {
    category: 'permission',
    summary,
    means: `OBS refuses to serve ${name}, even with a new link.`,
    next: 'A policy of the bucket or of a VPC endpoint, or a proxy, may deny this machine access to OBS: check them.',
    transient: false,
  };
}

/** The text of an element without elements inside; namespaces and attributes do not matter. */
function element(name: string, xml: string): string | undefined {
  const text = new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]*)</${name}\\s*>`).exec(xml)?.[1];
  return text && decodeEntities(text).trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (all, ...parts) => {
      const [name, decimal, hex] = parts as (string | undefined)[];
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

/**
 * A text in which OBS may quote the link, without the parts of its query that are long enough to be
 * secrets. They are not kept with the secrets of this process: a thousand links would push the keys
 * out of that list.
 */
function withoutLink(text: string, link: URL): string {
  let shown = text;
  for (const pair of link.search.slice(1).split('&')) {
    const [, raw = ''] = /^[^=]*=(.*)/s.exec(pair) ?? [];
    for (const secret of [raw, decoded(raw), encodeURIComponent(decoded(raw))]) {
      if (secret.length >= SHORTEST_LINK_SECRET) shown = shown.replaceAll(secret, '***');
    }
  }
  return shown;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
