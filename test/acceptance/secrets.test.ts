import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TerraformResource, type TerraformStack } from 'cdktf';
import { faulty } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { testWithEphemeralBlocks } from '../engine-abilities';
import { DeployedStack } from './deployed-stack';
import { type Knowledge, knowledgeOf } from './log-ins/methods';
import {
  BackupDownloadLinks,
  DdsProvider,
  type DdsProviderProps,
  EphemeralBackupDownloadLinks,
} from 'cdktf-huaweicloud-dds';

let cloud: Simulator;
let stack: DeployedStack;
let known: Knowledge;
/** Name by secret: everything that must not be told. */
let secrets: Map<string, string>;
/** Links by the instance of their backup. */
let links: Map<string, string[]>;

beforeEach(async () => {
  cloud = await startSimulator();
  known = await knowledgeOf(cloud);
  const { keys, temporaryKeys, token, password, idToken } = known;
  secrets = new Map([
    [keys.accessKey, 'access key'],
    [keys.secretKey, 'secret key'],
    [temporaryKeys.accessKey, 'temporary access key'],
    [temporaryKeys.secretKey, 'temporary secret key'],
    [temporaryKeys.securityToken, 'security token'],
    [token, 'token'],
    [password, 'password'],
    [idToken, 'ID token'],
  ]);
  links = new Map();
  watch('ShowBackupDownloadLink', noteLinks);
  watch('CreateTemporaryAccessKey', noteKeys);
});

afterEach(async () => {
  stack.remove();
  await cloud.close();
});

/** Shows the bodies of an action's answers. */
function watch(action: string, note: (body: never) => void): void {
  const edit = (body: unknown) => {
    note(body as never);
    return body;
  };
  cloud.inject({ action, times: Infinity, fault: { kind: 'edit', edit } });
}

function noteLinks({ files }: { files?: { download_link: string }[] }): void {
  for (const { download_link: link } of files ?? []) {
    const [, instance = ''] = /\/([0-9a-f]{32}in02)\//.exec(link) ?? [];
    links.set(instance, [...(links.get(instance) ?? []), link]);
  }
}

function noteKeys({ credential }: { credential?: Record<string, string> }): void {
  for (const [name, secret] of Object.entries(credential ?? {})) {
    if (name !== 'expires_at') secrets.set(secret, `${name} of the agency`);
  }
}

/** What of the secrets stands in the texts, by the names of both. */
function told(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([place, text]) => {
    const found = [...secrets].filter(([secret]) => contains(text, secret)).map(([, name]) => name);
    // Tokens of IAM that were issued to the provider.
    if (/MII[\w-]{100}/.test(text)) found.push('some token');
    if (/Signature=(?!\*)/i.test(text)) found.push('some signature');
    return found.map((name) => `${name} in ${place}`);
  });
}

/** Also as it looks in JSON and in a URL. */
function contains(text: string, secret: string): boolean {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)].some((form) =>
    text.includes(form),
  );
}

const signatures = (instance: { id: string }) =>
  (links.get(instance.id) ?? []).map((link) => new URL(link).searchParams.get('Signature') ?? '');

async function logOf(): Promise<string> {
  return readFile(path.join(stack.folder, 'trace.log'), 'utf8');
}

const tracedToFile = { TF_LOG: 'TRACE', TF_LOG_PATH: 'trace.log' };
const traced = { TF_LOG: 'TRACE', TF_LOG_PATH: undefined };

/** Every way to hold a secret that the provider has, in one stack. */
function everything(scope: TerraformStack): void {
  const { account, otherAccount, agencies } = cloud.people;
  const { cluster, single, foreign } = cloud.backups;
  const idsOf = ({ instanceId, id: backupId }: typeof single) => ({ instanceId, backupId });
  new BackupDownloadLinks(scope, 'own', idsOf(cluster)).exportOutputs({ prefix: 'backup' });
  const agency = new DdsProvider(scope, 'agency-provider', {
    alias: 'agency',
    endpoints: cloud.endpoints,
    assumeRole: [{ agencyName: agencies.reader.name, domainName: otherAccount.name }],
  });
  new BackupDownloadLinks(scope, 'foreign', { ...idsOf(foreign), provider: agency });
  const legacy = new DdsProvider(scope, 'legacy-provider', {
    alias: 'legacy',
    endpoints: cloud.endpoints,
    domainId: account.id,
    agencyName: agencies.reader.name,
    agencyDomainName: otherAccount.name,
  });
  new BackupDownloadLinks(scope, 'legacy', { ...idsOf(foreign), provider: legacy });
  const fleeting = new EphemeralBackupDownloadLinks(scope, 'fleeting', idsOf(single));
  new TerraformResource(scope, 'consumer', {
    terraformResourceType: 'terraform_data',
    provisioners: [
      {
        type: 'local-exec',
        command: 'test -n "$LINK"',
        environment: { LINK: fleeting.downloadLink },
      },
    ],
  });
}

testWithEphemeralBlocks(
  'no secret is told but the links that were asked for, and those only where they belong',
  async () => {
    stack = await DeployedStack.of(cloud, everything);
    const plan = await stack.run(['plan', '-out=saved.tfplan'], { env: tracedToFile });
    expect(plan).toMatchObject({ exitCode: 0 });
    const apply = await stack.run(['apply', 'saved.tfplan'], { env: traced });
    expect(apply).toMatchObject({ exitCode: 0 });
    const quiet = {
      'what plan said': plan.output,
      'the log of plan': await logOf(),
      'what apply said, with its log': apply.output,
      'the plan for people': (await stack.run(['show', '-no-color', 'saved.tfplan'])).output,
      'the state for people': (await stack.run(['show', '-no-color'])).output,
      'the outputs for people': (await stack.run(['output', '-no-color'])).output,
    };
    expect(quiet['the log of plan']).toContain('download-file');
    expect(quiet['what apply said, with its log']).toContain('download-file');
    expect(told(quiet)).toEqual([]);

    const kept = {
      'the saved plan': (await stack.run(['show', '-json', 'saved.tfplan'])).output,
      'the state': await stack.readState(),
      'the outputs': (await stack.run(['output', '-json'])).output,
    };
    expect(told(kept).filter((found) => !found.startsWith('some signature'))).toEqual([]);
    const { instances } = cloud;
    expect(signatures(instances.single).length).toBeGreaterThanOrEqual(2);
    for (const text of Object.values({ ...quiet, ...kept })) {
      expect(signatures(instances.single).some((signature) => contains(text, signature))).toBe(
        false,
      );
    }
    expect(kept['the outputs']).toContain('Signature=');
  },
);

test('no error tells a secret, at any level of the log', async () => {
  const { temporaryKeys, token, keys, password } = known;
  const { building, failed, single } = cloud.backups;
  cloud.sessionsHaveExpired();
  secrets.set('not-the-secret-key', 'wrong secret key').set('not-the-password', 'wrong password');
  const { name: userName, account } = cloud.people.users.administrator;
  const attempts: Record<string, [DdsProviderProps, typeof single]> = {
    wrong_secret: [{ ...keys, secretKey: 'not-the-secret-key' }, single],
    wrong_password: [{ userName, password: 'not-the-password', domainName: account.name }, single],
    right_password: [{ userName, password, domainName: account.name }, single],
    expired_keys: [temporaryKeys, single],
    expired_token: [{ token }, single],
    building: [keys, building],
    failed: [keys, failed],
    throttled: [{ ...keys, projectId: cloud.projectId }, cloud.backups.cluster],
  };
  stack = await DeployedStack.of(cloud, (scope) => {
    for (const [alias, [settings, { instanceId, id: backupId }]] of Object.entries(attempts)) {
      const { endpoints } = cloud;
      const provider = new DdsProvider(scope, `as-${alias}`, {
        ...{ alias, endpoints, maxRetries: 0, ...settings },
      });
      new BackupDownloadLinks(scope, alias, { provider, instanceId, backupId });
    }
  });
  cloud.clearFaults();
  cloud.inject({ action: 'ShowBackupDownloadLink', fault: faulty.throttle(1) });
  const withoutKeys = { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined };
  const filed = await stack.run(['plan'], { env: { ...withoutKeys, ...tracedToFile } });
  const loud = await stack.run(['plan'], { env: { ...withoutKeys, ...traced } });
  expect([filed.exitCode, loud.exitCode]).toEqual([1, 1]);
  expect(filed.output.match(/Error: /g)?.length).toBeGreaterThanOrEqual(6);
  const texts = {
    'what plan said': filed.output,
    'the log of plan': await logOf(),
    'what plan said, with its log': loud.output,
  };
  expect(told(texts)).toEqual([]);
  expect(filed.output).not.toMatch(/Plugin did not respond|^\W+at /m);
});
