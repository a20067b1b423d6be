/** Kinds of problems, with the headline a user reads first. */
export const headlines = {
  settings: 'Setting cannot be used',
  connection: 'Huawei Cloud cannot be reached',
  answer: 'Unexpected answer',
  cancelled: 'Interrupted',
  refused: 'Request refused',
  'not-found': 'Not found',
  state: 'Not possible in this state',
  project: 'Project cannot be used',
  endpoint: 'Wrong endpoint',
  permission: 'No permission',
  account: 'Account cannot be used',
  credentials: 'Authentication failed',
  throttled: 'Too many requests',
  unavailable: 'Huawei Cloud is unavailable',
  bug: 'Unexpected error',
} as const;

export type Category = keyof typeof headlines;

/** What a {@link CloudError} is made of. */
export interface CloudErrorInit {
  /** The kind of problem; decides nothing about retries by itself. */
  category: Category;
  /** One line without a full stop, fit for the headline of a diagnostic. */
  summary: string;
  /** What happened, in a sentence or two; never a secret. */
  means: string;
  /** What the user can do. */
  next?: string | undefined;
  /** What the cloud said, and where. */
  evidence?: string | undefined;
  /** The provider or data source argument it concerns, as in a configuration: `backup_id`. */
  argument?: string | undefined;
  /** The cloud's code (`DBS.201214`), or the system's (`ECONNREFUSED`). */
  code?: string | null;
  /** HTTP status, when an answer arrived. */
  status?: number | null;
  /** The id to name to Huawei Cloud support. */
  requestId?: string | null;
  /** Whether the same request may succeed when it is repeated. */
  transient?: boolean;
  /** Milliseconds the cloud asks to wait before the next try. */
  retryAfter?: number | undefined;
  /** What led to it. */
  cause?: unknown;
}

/** The words of an error: what is the matter, and what to do. */
export type Words = Required<Pick<CloudErrorInit, 'category' | 'summary' | 'means' | 'next'>> &
  Pick<CloudErrorInit, 'argument'>;

/**
 * Everything that goes wrong in this room, in words that can be shown to a user as they are.
 * `argument` may name a secret argument: name it, but do not print its value or its line.
 */
export class CloudError extends Error {
  readonly category: Category;
  readonly summary: string;
  /** What happened, the next step and what the cloud said, as paragraphs. */
  readonly detail: string;
  readonly evidence: string | undefined;
  readonly argument: string | undefined;
  readonly code: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;

  constructor(init: CloudErrorInit) {
    const detail = [init.means, init.next, init.evidence].filter(Boolean).join('\n\n');
    super(`${init.summary}: ${detail}`, { cause: init.cause });
    this.name = 'CloudError';
    this.category = init.category;
    this.summary = init.summary;
    this.detail = detail;
    this.evidence = init.evidence;
    this.argument = init.argument;
    this.code = init.code ?? null;
    this.status = init.status ?? null;
    this.requestId = init.requestId ?? null;
    this.transient = init.transient ?? false;
    this.retryAfter = init.retryAfter;
  }

  /** The same answer of the cloud in words that fit better. */
  retold(words: Words): CloudError {
    const { code, status, requestId, evidence, transient, retryAfter } = this;
    const said = { code, status, requestId, evidence, transient, retryAfter };
    return new CloudError({ ...words, ...said, cause: this });
  }

  /** Whether asking again, in the same way, can only fail again. */
  get isFinal(): boolean {
    return !this.transient && this.category !== 'cancelled';
  }
}

/** A setting that cannot be used as it is; `argument` is its name in a configuration. */
export function settingError(argument: string, summary: string, means: string): CloudError {
  return new CloudError({ category: 'settings', argument, summary, means });
}
