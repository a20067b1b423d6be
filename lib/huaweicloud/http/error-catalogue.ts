/**
 * What the error codes of the API gateway in front of every service mean, and what to do; services
 * and operations bring their own codes with the request.
 * Source: API Request Signing Guide, "Error Codes". The texts are ours. The status of an answer
 * is unreliable, so the code decides.
 */
import { type Category } from '../errors/cloud-error';
import { named } from '../errors/setting-names';

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
  /** The setting, or the parameter of the operation, that it concerns. */
  readonly setting?: string;
}

/** What refusals of one operation mean. */
export interface Refusals {
  /** By code: codes of the service, and codes of the gateway that mean something else here. */
  readonly codes?: Readonly<Record<string, Entry>>;
  /** By status, if the code is unknown. */
  readonly statuses?: Readonly<Record<number, Entry>>;
}

/** A code that means several things: the first variant that matches the answer, else the entry. */
export interface AmbiguousEntry extends Entry {
  readonly variants: readonly (Entry & { readonly status?: number; readonly message?: RegExp })[];
}

const noPermission: Entry = {
  category: 'permission',
  means: 'The user or agency is not allowed to do this.',
  next: 'Grant the permission in IAM for this project.',
  retry: 'never',
};
export const tokenRejected: Entry = {
  category: 'credentials',
  means:
    'The cloud does not accept the token: it has expired, is damaged or belongs to another project.',
  next: 'Get a new token for this region and project.',
  retry: 'never',
  setting: 'token',
};
export const projectRejected: Entry = {
  category: 'project',
  means: 'The project ID is wrong or cannot be used with these credentials in this region.',
  next: `Check ${named('projectId')} and ${named('region')}: each region has its own projects.`,
  retry: 'never',
  setting: 'projectId',
};
export const accountRejected: Entry = {
  category: 'account',
  means: 'The account is suspended, restricted or in arrears.',
  next: 'Check the state of the account in the console.',
  retry: 'never',
};
export const throttled: Entry = {
  category: 'throttled',
  means: 'The rate limit of the API has been reached.',
  next: 'Run again later, or send fewer requests at a time.',
  retry: 'later',
};
export const unavailable: Entry = {
  category: 'unavailable',
  means: 'The service is not available at the moment.',
  next: 'Run again in a few minutes; if the problem persists, give the request ID to Huawei Cloud support.',
  retry: 'later',
};
const wrongEndpoint: Entry = {
  category: 'endpoint',
  means: 'This address does not offer the API that was called.',
  next: `Check ${named('region')}, and ${named('endpoints')} and ${named('authUrl')} if they are set.`,
  retry: 'never',
};
const wrongRequest: Entry = {
  category: 'refused',
  means: 'The gateway does not understand the request.',
  next: `Check ${named('endpoints')} and any proxy in between; if the problem persists, give the request ID to Huawei Cloud support.`,
  retry: 'never',
};
const authentication: Entry = {
  category: 'credentials',
  means: 'The cloud does not accept these credentials.',
  next: `Check ${named('accessKey')} and ${named('secretKey')} (or ${named('token')}), and that they belong to this cloud and region.`,
  retry: 'never',
};
const unknownKey: Entry = {
  category: 'credentials',
  means: 'The access key does not exist, is disabled, or was temporary and has expired.',
  next: `Check ${named('accessKey')}, and ${named('securityToken')} if the keys are temporary.`,
  retry: 'never',
  setting: 'accessKey',
};
const wrongSecret: Entry = {
  category: 'credentials',
  means: 'The signature is wrong: the secret key does not belong to the access key.',
  next: `Check ${named('secretKey')}. More than five failures in a row lock the key pair for five minutes.`,
  retry: 'never',
  setting: 'secretKey',
};
const lockedKey: Entry = {
  category: 'credentials',
  means: 'The key pair is locked: it failed too often in a row.',
  next: `Correct ${named('secretKey')}, wait five minutes, then run again.`,
  retry: 'never',
  setting: 'accessKey',
};
/** The entry if the clocks, and not the code, show the reason. */
export const skewedClock: Entry = {
  category: 'credentials',
  means: 'The date of the signature is too far from the time of the cloud.',
  next: 'Set the clock of this machine (for example with NTP): the cloud accepts a difference of 15 minutes at most.',
  retry: 'never',
};
const forbiddenAddress: Entry = {
  category: 'permission',
  means: 'The cloud does not accept requests from this network address.',
  next: 'Check the access control rules in IAM for the address from which this machine, or its proxy, reaches the cloud.',
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
    next: `Use https:// in ${named('endpoints')}.`,
    setting: 'endpoints',
  },
  'APIGW.0608': unavailable,
  'APIGW.0610': unavailable,
  'APIGW.0613': unavailable,
  'APIGW.0802': {
    ...noPermission,
    means: 'The user is not allowed to use this region.',
    next: `Check ${named('region')}, and ask the administrator of the account to allow it.`,
    setting: 'region',
  },
};

/** What a status means when the code is unknown or there is none. */
const byStatus: Readonly<Record<number, Entry>> = {
  400: {
    category: 'refused',
    means: 'The cloud does not accept the request.',
    next: 'Check the settings; if the problem persists, give the request ID to Huawei Cloud support.',
    retry: 'never',
  },
  401: authentication,
  403: noPermission,
  404: {
    category: 'not-found',
    means: 'The cloud has nothing at this address.',
    next: `Check ${named('region')}, ${named('projectId')} and, if it is set, ${named('endpoints')}.`,
    retry: 'never',
  },
  405: wrongEndpoint,
  407: {
    category: 'connection',
    means: 'The proxy requires a user and a password.',
    next: 'Add them to HTTP_PROXY and HTTPS_PROXY, as in http://user:password@proxy.example.com:3128.',
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
  next: 'Give the code and the request ID to Huawei Cloud support.',
  retry: 'never',
};

/**
 * The entry for an answer: by its code, else by its status.
 * `APIG.` is the gateway's older prefix and means the same as `APIGW.`.
 * @param own what refusals of the operation mean; it precedes the catalogue
 */
export function entryFor(
  status: number,
  code: string | undefined,
  message: string | undefined,
  own: Refusals = {},
): Entry {
  const known = (code ?? '').replace(/^APIG\./, 'APIGW.');
  const entry = entryOf(own.codes ?? {}, known) ?? entryOf(catalogue, known);
  if (entry === undefined) return own.statuses?.[status] ?? byStatus[status] ?? refused;
  if (!isAmbiguous(entry)) return entry;
  // The gateway echoes the canonical request, with all of its names.
  const text = (message ?? '').replace(/canonical_?request[^]*/i, '');
  const variant = entry.variants.find(
    (candidate) =>
      (candidate.status === undefined || candidate.status === status) &&
      (candidate.message === undefined || candidate.message.test(text)),
  );
  return variant ?? entry;
}

/** A code comes from outside, and may be a name that every object has. */
function entryOf<T>(entries: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(entries, code) ? entries[code] : undefined;
}

function isAmbiguous(entry: Entry | AmbiguousEntry): entry is AmbiguousEntry {
  return 'variants' in entry;
}
