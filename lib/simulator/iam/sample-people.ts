import type { Caller } from '../exchange';
import { sampleId } from '../sample-id';
import type { AccessKey, Account, Identities, Project } from './identities';

/** The sample account with its projects and keys, and a second account that is none of its business. */
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
  readonly keys: {
    readonly administrator: AccessKey;
    /** Of a user who may list projects and nothing else. */
    readonly withoutPermission: AccessKey;
    readonly otherAccount: AccessKey;
  };
}

/** A region in which the sample account has two projects of that very name. */
export const AMBIGUOUS_REGION = 'ambiguous-region-1';

const everyPermission: ReadonlySet<string> = new Set(
  ['list', 'download', 'getDownloadPolicy', 'createDownloadPolicy', 'updateDownloadPolicy'].map(
    (verb) => `dds:backup:${verb}`,
  ),
);

export function samplePeople(identities: Identities, region: string): SamplePeople {
  const account = addAccount(identities, 'simulated-account');
  const otherAccount = addAccount(identities, 'another-account');
  const elsewhere = region === 'ap-southeast-3' ? 'cn-north-4' : 'ap-southeast-3';
  const projects = {
    project: addProject(identities, account, region),
    otherRegion: addProject(identities, account, elsewhere),
    foreign: addProject(identities, otherAccount, region),
  };
  addProject(identities, account, AMBIGUOUS_REGION);
  addProject(identities, account, AMBIGUOUS_REGION, 'again');
  return {
    account,
    otherAccount,
    projects,
    keys: {
      administrator: identities.issueKey(userOf(account, 'administrator', everyPermission)),
      withoutPermission: identities.issueKey(userOf(account, 'newcomer', new Set())),
      otherAccount: identities.issueKey(userOf(otherAccount, 'stranger', everyPermission)),
    },
  };
}

function addAccount(identities: Identities, name: string): Account {
  const account = { id: sampleId(`account ${name}`), name };
  identities.accounts.push(account);
  return account;
}

function addProject(identities: Identities, account: Account, name: string, salt = ''): Project {
  const id = sampleId(`project ${account.name} ${name}${salt}`);
  const project = { id, name, domainId: account.id };
  identities.projects.push(project);
  return project;
}

function userOf(account: Account, userName: string, permissions: ReadonlySet<string>): Caller {
  return { domainId: account.id, userName, permissions };
}
