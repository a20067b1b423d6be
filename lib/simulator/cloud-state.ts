import { type TlsOptions } from 'node:tls';
import { Clock } from './clock';
import { sampleEstate, type SampleEstate } from './dds/sample-estate';
import { type MetadataMode } from './ecs/metadata';
import { Identities } from './iam/identities';
import { samplePeople, type SamplePeople } from './iam/sample-people';
import { Sessions } from './iam/sessions';
import { firstGuesses, type Guess, type Guesses } from './invented';
import { LinkIssuer, type LinkLife } from './obs/link-issuer';

export interface StartOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Life of a download link in milliseconds; default 15 minutes. */
  readonly linkTtl?: number;
  /** Number of downloads that a link is good for; default unlimited. */
  readonly linkUses?: number;
  /** Size of the sample backup files in bytes; default 1 MiB and a bit. */
  readonly fileBytes?: number;
  /** Region of the sample instances; default `cn-north-4`. */
  readonly region?: string;
  /** How `link_expired_time` is written; `malformed` is the form of the API reference's example. */
  readonly expiryForm?: ExpiryForm;
  /** Answers the documents leave open, where the first guess should not be taken. */
  readonly guesses?: Partial<Guesses>;
  /** Life of every token and temporary key in milliseconds; default what the APIs document. */
  readonly sessionTtl?: number;
  /** What the metadata service is like; default `v2`. */
  readonly metadata?: MetadataMode;
  /** Serves the simulator's own API below `/simulator/`, for processes that cannot call it; default false. */
  readonly control?: boolean;
  /** Serves HTTPS, as `localhost`: certificate, key and whatever else node:tls understands. */
  readonly tls?: TlsOptions;
}

export type ExpiryForm = 'proper' | 'malformed';

/** Everything the services of one simulated cloud share. */
export interface CloudState extends SampleEstate {
  readonly region: string;
  readonly clock: Clock;
  readonly identities: Identities;
  readonly people: SamplePeople;
  readonly sessions: Sessions;
  readonly links: LinkIssuer;
  readonly linkLife: LinkLife;
  readonly guesses: Guesses;
  /** An answer of its own for one backup, by its id. */
  readonly guessFor: Map<string, Guess>;
  /** Projects whose download policy is `close`, by id. */
  readonly closedProjects: Set<string>;
  readonly expiryForm: ExpiryForm;
}

/** @param origin where the objects are served, known once the server listens */
export function newCloudState(options: StartOptions, origin: () => string): CloudState {
  const { region = 'cn-north-4', fileBytes = 1024 * 1024 + 7 } = options;
  const linkLife = { ttl: options.linkTtl ?? 15 * 60_000, uses: options.linkUses ?? Infinity };
  const clock = new Clock();
  const identities = new Identities();
  const people = samplePeople(identities, region);
  return {
    ...sampleEstate({ ...people.projects, fileBytes }),
    region,
    clock,
    identities,
    people,
    sessions: new Sessions(identities, clock, options.sessionTtl),
    links: new LinkIssuer(clock, linkLife, origin),
    linkLife,
    guesses: { ...firstGuesses(), ...options.guesses },
    guessFor: new Map(),
    closedProjects: new Set(),
    expiryForm: options.expiryForm ?? 'proper',
  };
}
