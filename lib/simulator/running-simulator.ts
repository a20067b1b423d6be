import { createHash } from 'node:crypto';
import { type CloudState } from './cloud-state';
import { type Backup, type BackupFile } from './dds/estate';
import { type SampleEstate } from './dds/sample-estate';
import { type Faults, type FaultRule, type InjectedFault } from './faults';
import { type AccessKey } from './iam/identities';
import { type SamplePeople } from './iam/sample-people';
import { type Guess, type Guesses } from './invented';
import { deterministicContent } from './obs/content';
import { type LinkLife } from './obs/link-issuer';
import { contentSeed } from './obs/stored-object';
import { matches, type RequestLog, type RequestPattern, type RequestRecord } from './request-log';
import { type ListeningServer } from './server';

/** A running cloud, as tests and the demo hold it. */
export class Simulator {
  /** Of all services: `http://127.0.0.1:PORT`, with TLS `https://localhost:PORT`. */
  readonly url: string;
  readonly region: string;
  /** Of the sample account in {@link region}. */
  readonly projectId: string;
  /** Of a user of the sample account who may do everything. */
  readonly credentials: AccessKey;
  /** Accounts, projects and the keys of other users. */
  readonly people: SamplePeople;
  /** The well-known instances by name. */
  readonly instances: SampleEstate['instances'];
  /** The well-known backups by name; change their `status` to let them move on. */
  readonly backups: SampleEstate['backups'];
  /** All that exists; add to it at any time. */
  readonly estate: SampleEstate['estate'];
  /** What is answered where the documents say nothing; change it at any time. */
  readonly guesses: Guesses;
  /** How long links work; change it at any time. */
  readonly linkLife: LinkLife;

  constructor(
    private readonly state: CloudState,
    private readonly server: ListeningServer,
    private readonly log: RequestLog,
    private readonly faults: Faults,
  ) {
    this.url = server.url;
    this.region = state.region;
    this.people = state.people;
    this.projectId = state.people.projects.project.id;
    this.credentials = state.people.keys.administrator;
    this.estate = state.estate;
    this.instances = state.instances;
    this.backups = state.backups;
    this.guesses = state.guesses;
    this.linkLife = state.linkLife;
  }

  /** For a provider that should talk to this cloud; it also needs {@link endpoints}, for which there is no variable. */
  get environment(): Record<string, string> {
    return {
      HW_REGION_NAME: this.region,
      HW_ACCESS_KEY: this.credentials.accessKey,
      HW_SECRET_KEY: this.credentials.secretKey,
      HW_AUTH_URL: `${this.url}/v3`,
      HW_METADATA_DISABLED: 'true',
    };
  }

  /** The provider's argument of that name. */
  get endpoints(): { dds: string; iam: string; sts: string } {
    return { dds: this.url, iam: this.url, sts: this.url };
  }

  /** The requests so far (of very many, the newest 20,000 at least), in the order of arrival, without secrets. */
  get requests(): readonly RequestRecord[] {
    return this.log.records;
  }

  /** How many of {@link requests} match. */
  requestCount(pattern: RequestPattern): number {
    return this.log.records.filter((record) => matches(record, pattern)).length;
  }

  /** The next matching request that arrives after this call. */
  nextRequest(pattern: RequestPattern, signal?: AbortSignal): Promise<RequestRecord> {
    return this.log.next(pattern, signal);
  }

  /** By the cloud's clock, which the `Date` header follows. */
  now(): Date {
    return this.state.clock.now();
  }

  /** Moves the cloud's clock by so many milliseconds; beyond 15 minutes it refuses clients with a true one. */
  advance(milliseconds: number): void {
    this.state.clock.advance(milliseconds);
  }

  /** Ends the life of all links handed out so far without moving the clock. */
  linksHaveExpired(): void {
    this.state.links.revokeIssued();
  }

  /** Ends all tokens and temporary keys handed out so far without moving the clock. */
  sessionsHaveExpired(): void {
    this.state.identities.endSessions(this.now());
  }

  /** Answers one backup's requests for links with a code of its own; undefined takes that back. */
  answerForBackup({ id }: Backup, guess: Guess | undefined): void {
    if (guess === undefined) this.state.guessFor.delete(id);
    else this.state.guessFor.set(id, guess);
  }

  /** Sets the download policy of the sample project. */
  setDownloadPolicy(policy: 'open' | 'close'): void {
    if (policy === 'close') this.state.closedProjects.add(this.projectId);
    else this.state.closedProjects.delete(this.projectId);
  }

  /** Spoils matching requests; see {@link FaultRule}. */
  inject(rule: FaultRule): InjectedFault {
    return this.faults.inject(rule);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** All bytes of a file; for small ones. */
  contentOf(file: BackupFile): Buffer {
    return Buffer.concat([...deterministicContent(contentSeed(file), 0, file.bytes).read()]);
  }

  /** Hexadecimal digest of a file's bytes, of whatever size. */
  sha256Of(file: BackupFile): string {
    const hash = createHash('sha256');
    for (const chunk of deterministicContent(contentSeed(file), 0, file.bytes).read()) {
      hash.update(chunk);
    }
    return hash.digest('hex');
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
