import { ownNames, type SettingNames, withNames } from './setting-names';

/** Kinds of problems, with the headline a user reads first. */
export const headlines = {
  settings: 'Setting cannot be used',
  'other-region': 'Setting belongs to another region',
  connection: 'Huawei Cloud cannot be reached',
  answer: 'Unexpected answer',
  cancelled: 'Interrupted',
  refused: 'Request refused',
  'not-found': 'Not found',
  state: 'Not possible in this state',
  'download-policy': 'Downloads are switched off',
  project: 'Project cannot be used',
  endpoint: 'Wrong endpoint',
  permission: 'No permission',
  account: 'Account cannot be used',
  credentials: 'Authentication failed',
  throttled: 'Too many requests',
  unavailable: 'Huawei Cloud is unavailable',
  file: 'File cannot be written',
  bug: 'Unexpected error',
} as const;

export type Category = keyof typeof headlines;

/** What a {@link CloudError} is made of; its texts may refer to settings, see {@link named}. */
export interface CloudErrorInit {
  /** The kind of problem; decides nothing about retries by itself. */
  category: Category;
  /** One line without a full stop. */
  summary: string;
  /** What happened, in a sentence or two; never a secret. */
  means: string;
  /** What the user can do. */
  next?: string | undefined;
  /** What the cloud said, and where. */
  evidence?: string | undefined;
  /** The setting, or the parameter of an operation, that it concerns: `backupId`. */
  setting?: string | undefined;
  /** The cloud's code (`DBS.201214`), or the system's (`ECONNREFUSED`). */
  code?: string | undefined;
  /** HTTP status, if there was an answer. */
  status?: number | undefined;
  /** The id to give to Huawei Cloud support. */
  requestId?: string | undefined;
  /** Whether the same request may succeed when it is repeated. */
  transient?: boolean;
  /** Milliseconds the cloud asks to wait before the next attempt. */
  retryAfter?: number | undefined;
  /** What led to it. */
  cause?: unknown;
}

/** What went wrong and what to do about it. */
export type Description = Required<
  Pick<CloudErrorInit, 'category' | 'summary' | 'means' | 'next'>
> &
  Pick<CloudErrorInit, 'setting'>;

/** The texts of an error, with the names that settings have where they are shown. */
export type ErrorTexts = Readonly<Pick<CloudErrorInit, 'summary' | 'means' | 'next' | 'evidence'>>;

/**
 * Everything that goes wrong with the cloud, in texts that can be shown to a user as they are.
 * `setting` may be a secret one: show its name, but neither its value nor its line.
 */
export class CloudError extends Error {
  readonly category: Category;
  readonly setting: string | undefined;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;
  private readonly texts: ErrorTexts;

  constructor(init: CloudErrorInit) {
    super(withNames(`${init.summary}: ${detailOf(init)}`, ownNames), { cause: init.cause });
    this.name = 'CloudError';
    this.category = init.category;
    this.setting = init.setting;
    this.code = init.code;
    this.status = init.status;
    this.requestId = init.requestId;
    this.transient = init.transient ?? false;
    this.retryAfter = init.retryAfter;
    const { summary, means, next, evidence } = init;
    this.texts = { summary, means, next, evidence };
  }

  get summary(): string {
    return this.textsWith(ownNames).summary;
  }

  /** What happened, the next step and what the cloud said, as paragraphs. */
  get detail(): string {
    return detailOf(this.textsWith(ownNames));
  }

  textsWith(names: SettingNames): ErrorTexts {
    const { summary, means, next, evidence } = this.texts;
    return {
      summary: withNames(summary, names),
      means: withNames(means, names),
      next: next && withNames(next, names),
      evidence,
    };
  }

  /** The same answer of the cloud with a description that says more. */
  describedAs(description: Description): CloudError {
    const { code, status, requestId, transient, retryAfter } = this;
    const { evidence } = this.texts;
    const facts = { code, status, requestId, evidence, transient, retryAfter };
    return new CloudError({ ...description, ...facts, cause: this });
  }

  /** Whether the same attempt can only fail again. */
  get isFinal(): boolean {
    return !this.transient && this.category !== 'cancelled';
  }
}

/** The texts besides the summary, as paragraphs. */
export function detailOf({ means, next, evidence }: Omit<ErrorTexts, 'summary'>): string {
  return [means, next, evidence].filter(Boolean).join('\n\n');
}

/** A setting that cannot be used as it is. */
export function settingError(setting: string, summary: string, means: string): CloudError {
  return new CloudError({ category: 'settings', setting, summary, means });
}
