import { type Logger } from '../server/logger';

/** What a handler gets beside its configuration. */
export interface RequestContext<Client> {
  /** What the provider made of its own configuration. */
  readonly client: Client;
  /** Aborts when the time is over or the engine wants to stop; the answer is not waited for any longer. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Says what a long request waits for, to be told when its time is over: `the backup to be completed`. */
  readonly waitingFor: (what: string) => void;
}
