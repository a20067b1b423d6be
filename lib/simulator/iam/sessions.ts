import { type Clock } from '../clock';
import { type Caller } from '../exchange';
import { type AccessKey, type Identities, type Token } from './identities';

const DAY = 24 * 3600;

/** Hands out tokens and temporary keys, each with its end. */
export class Sessions {
  constructor(
    readonly identities: Identities,
    private readonly clock: Clock,
    /** Milliseconds; if given, every session lives that long, whatever was requested. */
    private readonly sessionTtl: number | undefined,
  ) {}

  /** Tokens live for a day. */
  issueToken(caller: Caller): Token {
    return this.identities.issueToken(caller, this.endAfter(DAY));
  }

  issueTemporaryKey(caller: Caller, seconds: number): Required<AccessKey> {
    return this.identities.issueTemporaryKey(caller, this.endAfter(seconds));
  }

  now(): Date {
    return this.clock.now();
  }

  private endAfter(seconds: number): Date {
    return new Date(this.clock.now().getTime() + (this.sessionTtl ?? seconds * 1000));
  }
}

/** IAM's form of a moment: six digits for the fraction of the second. */
export function iamTime(moment: Date): string {
  return moment.toISOString().replace('Z', '000Z');
}
