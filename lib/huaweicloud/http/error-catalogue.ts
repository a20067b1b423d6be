/**
 * What the error codes of the API gateway in front of every service mean, and what to do; services
 * and operations bring their own codes with the request.
 * Source: API Request Signing Guide, "Error Codes". Texts are ours. The status of an answer is
 * unreliable, so the code decides.
 */
import { type Category } from '../cloud-error';

/** One line of the catalogue. */
export interface Entry {
  readonly category: Category;
  /** The headline. @default - that of the category */
  readonly summary?: string;
  /** What happened, in one or two sentences. */
  readonly means: string;
  /** What the user can do. */
  readonly next: string;
  /** Whether the same request may succeed a little later. */
  readonly retry: 'later' | 'never';
  /** The argument it concerns, where one can be told. */
  readonly argument?: string;
}

/** What refusals of one operation mean. */
export interface Refusals {
  /** By code: those of its service, and those of the gateway that mean something else for it. */
  readonly codes?: Readonly<Record<string, Entry>>;
  /** By status, where the code is unknown. */
  readonly statuses?: Readonly<Record<number, Entry>>;
}

/** A code that means several things: the first variant that fits the answer, else the entry. */
export interface AmbiguousEntry extends Entry {
  readonly variants: readonly (Entry & { readonly status?: number; readonly message?: RegExp })[];
}

const noPermission: Entry = {
  category: 'permission',
  means: 'The user or agency may not do this.',
  next: 'Grant the permission in IAM for this project.',
  retry: 'never',
};
export const tokenRejected: Entry = {
  category: 'credentials',
  means: 'The cloud does not accept the token: it is expired, damaged or of another project.',
  next: 'Log in again for a new token of this region and project.',
  retry: 'never',
  argument: 'token',
};
export const projectRejected: Entry = {
  category: 'project',
  means: 'The project id is wrong or cannot be used with these credentials in this region.',
  next: 'Check project_id and region: every region has projects of its own.',
  retry: 'never',
  argument: 'project_id',
};
export const accountRejected: Entry = {
  category: 'account',
  means: 'The account is suspended, restricted or in arrears.',
  next: 'Look at the state of the account in the console.',
  retry: 'never',
};
export const throttled: Entry = {
  category: 'throttled',
  means: 'The cloud limits how often it may be asked, and the limit is reached.',
  next: 'Run again later, or with fewer requests at once (terraform -parallelism=2).',
  retry: 'later',
};
export const unavailable: Entry = {
  category: 'unavailable',
  means: 'The service cannot answer at the moment.',
  next: 'Run again in a few minutes; if it stays, give the request id to Huawei Cloud support.',
  retry: 'later',
};
const wrongEndpoint: Entry = {
  category: 'endpoint',
  means: 'This address does not offer the API that was called.',
  next: 'Check region, and the endpoints argument if it is set.',
  retry: 'never',
  argument: 'region',
};
const wrongRequest: Entry = {
  category: 'refused',
  means: 'The gateway does not understand the request.',
  next: 'Check the endpoints argument and any proxy in between; give the request id to support.',
  retry: 'never',
};
const authentication: Entry = {
  category: 'credentials',
  means: 'The cloud does not accept these credentials.',
  next: 'Check access_key and secret_key (or the token), and that they belong to this cloud and region.',
  retry: 'never',
};
const unknownKey: Entry = {
  category: 'credentials',
  means: 'The access key does not exist, is disabled, or was temporary and has expired.',
  next: 'Check access_key, and security_token where the keys are temporary.',
  retry: 'never',
  argument: 'access_key',
};
const wrongSecret: Entry = {
  category: 'credentials',
  means: 'The signature is wrong: the secret key does not belong to the access key.',
  next: 'Check secret_key. More than five failures in a row lock the key pair for five minutes.',
  retry: 'never',
  argument: 'secret_key',
};
const lockedKey: Entry = {
  category: 'credentials',
  means: 'The key pair is locked: it failed too often in a row.',
  next: 'Correct secret_key, wait five minutes, then run again.',
  retry: 'never',
  argument: 'access_key',
};
/** The entry where the clocks, and not the code, tell the reason. */
export const skewedClock: Entry = {
  category: 'credentials',
  means: 'The date of the signature is too far from the time of the cloud.',
  next: 'Set the clock of this machine (for example with NTP): 15 minutes is the most the cloud accepts.',
  retry: 'never',
};
const forbiddenAddress: Entry = {
  category: 'permission',
  means: 'The cloud does not accept requests from this network address.',
  next: 'Check access control rules for the address this machine, or its proxy, shows to the cloud.',
  retry: 'never',
};

const ambiguousAuthentication: AmbiguousEntry = {
  ...authentication,
  variants: [
    { ...lockedKey, message: /reach(ed)? the limit/i },
    { ...unknownKey, message: /ak not exist|get secretkey failed/i },
    { ...skewedClock, message: /time ?stamp|x-sdk-date|expired? signature|signature expired/i },
    { ...wrongSecret, message: /signature/i },
    { ...tokenRejected, message: /token/i },
  ],
};
const brokenBackend: AmbiguousEntry = {
  ...wrongRequest,
  variants: [500, 502, 503, 504].map((status) => ({ ...unavailable, status })),
};

/** Every known code; gateway codes stand under their current prefix, see {@link entryFor}. */
export const catalogue: Readonly<Record<string, Entry | AmbiguousEntry>> = {
  'APIGW.0101': wrongEndpoint,
  'APIGW.0103': wrongEndpoint,
  'APIGW.0104': wrongRequest,
  'APIGW.0105': wrongRequest,
  'APIGW.0106': wrongRequest,
  'APIGW.0201': brokenBackend,
  'APIGW.0301': ambiguousAuthentication,
  'APIGW.0302': noPermission,
  'APIGW.0303': {
    ...authentication,
    variants: [
      { ...skewedClock, message: /time|date|expired/i },
      ...ambiguousAuthentication.variants,
    ],
  },
  'APIGW.0304': noPermission,
  'APIGW.0305': ambiguousAuthentication,
  'APIGW.0306': noPermission,
  'APIGW.0307': tokenRejected,
  'APIGW.0308': throttled,
  'APIGW.0310': projectRejected,
  'APIGW.0401': forbiddenAddress,
  'APIGW.0402': forbiddenAddress,
  'APIGW.0404': forbiddenAddress,
  'APIGW.0501': accountRejected,
  'APIGW.0502': accountRejected,
  'APIGW.0601': unavailable,
  'APIGW.0602': wrongRequest,
  'APIGW.0605': unavailable,
  'APIGW.0606': unavailable,
  'APIGW.0607': {
    ...wrongRequest,
    means: 'The gateway does not offer this protocol at this address.',
    next: 'Use https:// in the endpoints argument.',
    argument: 'endpoints',
  },
  'APIGW.0608': unavailable,
  'APIGW.0610': unavailable,
  'APIGW.0613': unavailable,
  'APIGW.0802': {
    ...noPermission,
    means: 'The user may not use this region.',
    next: 'Check region, and ask the administrator of the account to allow it.',
    argument: 'region',
  },
};

/** What a status means when the code is unknown or there is none. */
const byStatus: Readonly<Record<number, Entry>> = {
  400: {
    category: 'refused',
    means: 'The cloud does not accept the request.',
    next: 'Check the arguments; if it stays, give the request id to Huawei Cloud support.',
    retry: 'never',
  },
  401: authentication,
  403: noPermission,
  404: {
    category: 'not-found',
    means: 'The cloud knows nothing at this address.',
    next: 'Check region, project_id and, if set, the endpoints argument.',
    retry: 'never',
  },
  405: wrongEndpoint,
  407: {
    category: 'connection',
    means: 'The proxy wants a user and a password.',
    next: 'Put them into HTTP_PROXY and HTTPS_PROXY, as in http://user:password@proxy.example.com:3128.',
    retry: 'never',
  },
  408: unavailable,
  429: throttled,
  500: unavailable,
  502: unavailable,
  503: unavailable,
  504: unavailable,
};

const refused: Entry = {
  category: 'refused',
  means: 'The cloud refused the request.',
  next: 'Give the code and the request id to Huawei Cloud support.',
  retry: 'never',
};

/**
 * The entry for an answer: by its code, else by its status.
 * `APIG.` is the gateway's older prefix and means the same as `APIGW.`.
 * @param own what the operation says, before what is said in general
 */
export function entryFor(
  status: number,
  code: string | null,
  message: string | null,
  own: Refusals = {},
): Entry {
  const known = (code ?? '').replace(/^APIG\./, 'APIGW.');
  const entry = entryOf(own.codes ?? {}, known) ?? entryOf(catalogue, known);
  if (entry === undefined) return own.statuses?.[status] ?? byStatus[status] ?? refused;
  if (!isAmbiguous(entry)) return entry;
  // The gateway echoes the request that it has signed, with every name in it.
  const words = (message ?? '').replace(/canonical_?request[^]*/i, '');
  const variant = entry.variants.find(
    (candidate) =>
      (candidate.status === undefined || candidate.status === status) &&
      (candidate.message === undefined || candidate.message.test(words)),
  );
  return variant ?? entry;
}

/** A code comes from outside, and may be the name of something that every object has. */
function entryOf<T>(entries: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(entries, code) ? entries[code] : undefined;
}

function isAmbiguous(entry: Entry | AmbiguousEntry): entry is AmbiguousEntry {
  return 'variants' in entry;
}
