/**
 * What the error codes of DDS and of the API gateway in front of it mean, and what to do.
 * Sources: DDS API Reference, appendix "Error Codes" and "Status Codes"; API Request Signing Guide,
 * "Error Codes". Texts are ours. The status of an answer is unreliable ("not found" arrives as 400,
 * 403 and 404), so the code decides. Codes that the documents leave open for downloads (a backup
 * being made, a failed or foreign one, a closed download policy) name every likely cause.
 */

/** Kinds of problems, with the headline a user reads first. */
export const headlines = {
  settings: 'Setting cannot be used',
  connection: 'Huawei Cloud cannot be reached',
  answer: 'Unexpected answer',
  cancelled: 'Interrupted',
  refused: 'Request refused',
  'not-found': 'Not found',
  'backup-not-found': 'Backup not found',
  'backup-state': 'Backup cannot be downloaded',
  'instance-not-found': 'Instance not found',
  'instance-state': 'Instance is busy',
  project: 'Project cannot be used',
  endpoint: 'Wrong endpoint',
  permission: 'No permission',
  account: 'Account cannot be used',
  credentials: 'Authentication failed',
  throttled: 'Too many requests',
  unavailable: 'Huawei Cloud is unavailable',
} as const;

export type Category = keyof typeof headlines;

/** One line of the catalogue. */
export interface Entry {
  readonly category: Category;
  /** What happened, in one or two sentences. */
  readonly means: string;
  /** What the user can do. */
  readonly next: string;
  /** Whether the same request may succeed a little later. */
  readonly retry: 'later' | 'never';
  /** The argument it concerns, where one can be told. */
  readonly argument?: string;
}

/** A code that means several things: the first variant that fits the answer, else the entry. */
export interface AmbiguousEntry extends Entry {
  readonly variants: readonly (Entry & { readonly status?: number; readonly message?: RegExp })[];
}

const listBackups = 'The console shows the backups of every instance with their ids.';

const wrongParameter: Entry = {
  category: 'refused',
  means: 'The cloud does not accept one of the values.',
  next: `Check instance_id and backup_id for typing errors. ${listBackups}`,
  retry: 'never',
};
const backupMissing: Entry = {
  category: 'backup-not-found',
  means: 'The backup does not exist, or it belongs to another instance.',
  next: `Check instance_id and backup_id, and that region is the one of the instance. ${listBackups}`,
  retry: 'never',
  argument: 'backup_id',
};
const backupNotReady: Entry = {
  category: 'backup-state',
  means:
    'The backup cannot be downloaded in its present state: it may still be building, have failed or be in deletion; it may not exist for this instance; or the download policy of the project is closed.',
  next: 'Check that the backup is COMPLETED and belongs to the instance, and that the project allows downloads of backups (action "open" of the download policy).',
  retry: 'never',
  argument: 'backup_id',
};
const notSupported: Entry = {
  ...backupNotReady,
  means:
    'The cloud does not support the download of this backup: the kind of the backup or of the instance, or a closed download policy of the project, forbids it.',
  next: 'Check that the project allows downloads of backups (action "open" of the download policy), and whether the console offers a download of this backup.',
};
const instanceMissing: Entry = {
  category: 'instance-not-found',
  means: 'The instance does not exist in this project and region, or it belongs to someone else.',
  next: 'Check instance_id, and that region and project_id are those of the instance.',
  retry: 'never',
  argument: 'instance_id',
};
const notYourInstance: Entry = {
  ...instanceMissing,
  means: 'The instance does not belong to the project and account of these credentials.',
};
const instanceBusy: Entry = {
  category: 'instance-state',
  means: 'The instance is in a state, or busy with an operation, that does not allow this now.',
  next: 'Wait until the console shows the instance as available, then run again.',
  retry: 'never',
  argument: 'instance_id',
};
const noPermission: Entry = {
  category: 'permission',
  means: 'The user or agency may not do this.',
  next: 'Grant dds:backup:download (for listing also dds:backup:list) in IAM for this project. If it is granted, check that the download policy of the project is open.',
  retry: 'never',
};
const tokenRejected: Entry = {
  category: 'credentials',
  means: 'The cloud does not accept the token: it is expired, damaged or of another project.',
  next: 'Log in again for a new token of this region and project.',
  retry: 'never',
  argument: 'token',
};
const projectRejected: Entry = {
  category: 'project',
  means: 'The project id is wrong or cannot be used with these credentials in this region.',
  next: 'Check project_id and region: every region has projects of its own.',
  retry: 'never',
  argument: 'project_id',
};
const accountRejected: Entry = {
  category: 'account',
  means: 'The account is suspended, restricted or in arrears.',
  next: 'Look at the state of the account in the console.',
  retry: 'never',
};
const wrongFilter: Entry = {
  category: 'refused',
  means: 'The cloud does not accept one of the filters.',
  next: 'Check the filters; times are given as both begin_time and end_time.',
  retry: 'never',
};
const enterpriseProject: Entry = {
  category: 'permission',
  means: 'The enterprise project is unknown, or enterprise projects are not enabled.',
  next: 'Check that the user may read backups in the enterprise project of the instance.',
  retry: 'never',
};
const throttled: Entry = {
  category: 'throttled',
  means: 'The cloud limits how often it may be asked, and the limit is reached.',
  next: 'Run again later, or with fewer requests at once (terraform -parallelism=2).',
  retry: 'later',
};
const unavailable: Entry = {
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
  'DBS.00010009': instanceBusy,
  'DBS.200001': wrongParameter,
  'DBS.200002': instanceMissing,
  'DBS.200004': backupNotReady,
  'DBS.200010': notYourInstance,
  'DBS.200011': instanceBusy,
  'DBS.200018': instanceBusy,
  'DBS.200019': instanceBusy,
  'DBS.200047': instanceBusy,
  'DBS.200076': instanceBusy,
  'DBS.200095': wrongParameter,
  'DBS.200604': notYourInstance,
  'DBS.200998': unavailable,
  'DBS.201000': instanceBusy,
  'DBS.201006': wrongParameter,
  'DBS.201014': instanceBusy,
  'DBS.201015': instanceBusy,
  'DBS.201028': instanceMissing,
  'DBS.201202': backupNotReady,
  'DBS.201204': backupNotReady,
  'DBS.201214': backupMissing,
  'DBS.201319': backupNotReady,
  'DBS.201501': instanceMissing,
  'DBS.201502': {
    ...instanceMissing,
    means: 'The instance, or the backup in it, does not exist in this project and region.',
    next: `Check instance_id, backup_id, region and project_id. ${listBackups}`,
  },
  'DBS.201509': unavailable,
  'DBS.280001': wrongParameter,
  'DBS.280005': unavailable,
  'DBS.280015': {
    ...noPermission,
    means: 'The cloud denies access: no permission, an expired token, or another tenant.',
  },
  'DBS.280016': backupMissing,
  'DBS.280019': accountRejected,
  'DBS.280032': noPermission,
  'DBS.280042': noPermission,
  'DBS.280056': tokenRejected,
  'DBS.280063': noPermission,
  'DBS.280064': noPermission,
  'DBS.280067': wrongFilter,
  'DBS.280068': wrongFilter,
  'DBS.280110': instanceMissing,
  'DBS.280124': backupMissing,
  'DBS.280342': notSupported,
  'DBS.280343': notSupported,
  'DBS.280347': notSupported,
  'DBS.280361': wrongParameter,
  'DBS.280404': {
    ...instanceMissing,
    means: 'The cloud does not accept the instance id: it is malformed or unknown.',
  },
  'DBS.280408': projectRejected,
  'DBS.280409': wrongFilter,
  'DBS.280433': enterpriseProject,
  'DBS.280437': enterpriseProject,
  'DBS.280439': wrongFilter,
  'DBS.280440': wrongFilter,
  'DBS.280443': throttled,
  'DBS.290000': wrongParameter,
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
  400: { ...wrongParameter, means: 'The cloud does not accept the request.' },
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
 * @param refusals what a status means for one kind of request, before what it means in general
 */
export function entryFor(
  status: number,
  code: string | null,
  message: string | null,
  refusals: Readonly<Record<number, Entry>> = {},
): Entry {
  const known = (code ?? '').replace(/^APIG\./, 'APIGW.');
  const entry = Object.hasOwn(catalogue, known) ? catalogue[known] : undefined;
  if (entry === undefined) return refusals[status] ?? byStatus[status] ?? refused;
  if (!isAmbiguous(entry)) return entry;
  const variant = entry.variants.find(
    (candidate) =>
      (candidate.status === undefined || candidate.status === status) &&
      (candidate.message === undefined || candidate.message.test(message ?? '')),
  );
  return variant ?? entry;
}

function isAmbiguous(entry: Entry | AmbiguousEntry): entry is AmbiguousEntry {
  return 'variants' in entry;
}
