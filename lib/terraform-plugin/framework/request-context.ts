import { type Logger } from '../server/log/logger';

/** What a handler gets besides its configuration. */
export interface RequestContext<Client> {
  /** What the provider's `configure` returned. */
  readonly client: Client;
  /**
   * Aborts when time runs out or the engine wants to stop. A handler then has 100 ms to throw an error that says how far it
   * came, or to return after all; what it does later counts no more.
   */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Records what a request waits for, to be reported if time runs out: `the backup to be completed`. */
  readonly waitingFor: (what: string) => void;
}
