import { randomBytes } from 'node:crypto';
import { sampleId } from '../sample-id';
import { ASSUME_PERMISSION } from './agencies';
import {
  type AccessKey,
  type Account,
  type Agency,
  type Identities,
  type IdentityProvider,
  type Project,
  type User,
} from './identities';
import { callerOf } from './tokens';

/** The sample account with its people and projects, and a second account that trusts it. */
export interface SamplePeople {
  readonly account: Account;
  readonly otherAccount: Account;
  readonly projects: {
    /** Of the region the simulator was started for. */
    readonly project: Project;
    readonly otherRegion: Project;
    /** Of the other account, in the same region. */
    readonly foreign: Project;
  };
  readonly users: SampleUsers;
  /** A lasting access key of each user. */
  readonly keys: Readonly<Record<keyof SampleUsers, AccessKey>>;
  readonly agencies: {
    /** The other account's; lets the sample account read its backups, and go on to {@link back}. */
    readonly reader: Agency;
    /** The sample account's; lets the other account read its backups. */
    readonly back: Agency;
  };
  /** Vouches for the administrator. */
  readonly identityProvider: IdentityProvider;
}

interface SampleUsers {
  /** May do everything. */
  readonly administrator: User;
  /** May list projects and assume agencies. */
  readonly agencyOperator: User;
  /** May list projects and nothing else. */
  readonly withoutPermission: User;
  /** May do everything, in the other account. */
  readonly otherAccount: User;
}

/** A region in which the sample account has two projects of that very name. */
export const AMBIGUOUS_REGION = 'ambiguous-region-1';

const everything: ReadonlySet<string> = new Set([
  ASSUME_PERMISSION,
  ...['list', 'download', 'getDownloadPolicy', 'createDownloadPolicy', 'updateDownloadPolicy'].map(
    (verb) => `dds:backup:${verb}`,
  ),
]);

export function samplePeople(identities: Identities, region: string): SamplePeople {
  const account = addAccount(identities, 'simulated-account');
  const otherAccount = addAccount(identities, 'another-account');
  const users: SampleUsers = {
    administrator: addUser(identities, account, 'administrator', everything),
    agencyOperator: addUser(identities, account, 'operator', new Set([ASSUME_PERMISSION])),
    withoutPermission: addUser(identities, account, 'newcomer', new Set()),
    otherAccount: addUser(identities, otherAccount, 'stranger', everything),
  };
  return {
    account,
    otherAccount,
    projects: addProjects(identities, account, otherAccount, region),
    users,
    keys: {
      administrator: identities.issueKey(callerOf(users.administrator)),
      agencyOperator: identities.issueKey(callerOf(users.agencyOperator)),
      withoutPermission: identities.issueKey(callerOf(users.withoutPermission)),
      otherAccount: identities.issueKey(callerOf(users.otherAccount)),
    },
    agencies: {
      reader: addAgency(identities, 'backup-reader', otherAccount, account),
      back: addAgency(identities, 'backup-reader-back-home', account, otherAccount),
    },
    identityProvider: addProvider(identities, users.administrator),
  };
}

function addAccount(identities: Identities, name: string): Account {
  const account = { id: sampleId(`account ${name}`), name };
  identities.accounts.push(account);
  return account;
}

function addProjects(
  identities: Identities,
  account: Account,
  otherAccount: Account,
  region: string,
): SamplePeople['projects'] {
  const add = (owner: Account, name: string, salt = ''): Project => {
    const id = sampleId(`project ${owner.name} ${name}${salt}`);
    const project = { id, name, domainId: owner.id };
    identities.projects.push(project);
    return project;
  };
  add(account, AMBIGUOUS_REGION);
  add(account, AMBIGUOUS_REGION, 'again');
  return {
    project: add(account, region),
    otherRegion: add(account, region === 'ap-southeast-3' ? 'cn-north-4' : 'ap-southeast-3'),
    foreign: add(otherAccount, region),
  };
}

function addUser(
  identities: Identities,
  account: Account,
  name: string,
  permissions: ReadonlySet<string>,
): User {
  const password = randomBytes(12).toString('base64url');
  const user = { id: sampleId(`user ${name}`), name, password, account, permissions };
  identities.users.push(user);
  return user;
}

function addAgency(identities: Identities, name: string, owner: Account, trusted: Account): Agency {
  const agency = {
    name,
    domainId: owner.id,
    trustedDomainId: trusted.id,
    permissions: everything,
  };
  identities.agencies.push(agency);
  return agency;
}

function addProvider(identities: Identities, user: User): IdentityProvider {
  const parts = [randomBytes(24), randomBytes(90), randomBytes(64)];
  const idToken = parts.map((part) => part.toString('base64url')).join('.');
  const provider = { id: 'simulated-idp', idToken, user };
  identities.providers.push(provider);
  return provider;
}
