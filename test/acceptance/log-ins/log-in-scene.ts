import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { DeployedStack } from '../deployed-stack';
import { outcomesOf } from '../plan-outcomes';
import { type Knowledge, knowledgeOf, type LogIn, type LogInName, methods } from './methods';
import { BackupDownloadLinks, DdsProvider, type DdsProviderProps } from 'cdktf-huaweicloud-dds';

/** A cloud, and a folder for what those who log in there have in files. */
export class LogInScene {
  static async start(...options: Parameters<typeof startSimulator>): Promise<LogInScene> {
    const folder = await mkdtemp(path.join(tmpdir(), 'log-ins-'));
    return new LogInScene(await startSimulator(...options), folder);
  }

  private constructor(
    readonly cloud: Simulator,
    readonly folder: string,
  ) {}

  async end(): Promise<void> {
    await this.cloud.close();
    await rm(this.folder, { recursive: true });
  }

  /** The ways to log in, with some of what the user knows replaced. */
  async logInsWith(replaced: Partial<Knowledge>, ...names: LogInName[]) {
    const known = { ...(await knowledgeOf(this.cloud)), ...replaced };
    const all = methods(this.cloud, known, this.folder);
    return names.length === 0 ? all : Object.fromEntries(names.map((name) => [name, all[name]]));
  }

  /** What a real plan says to each log-in; those in the environment have a plan of their own. */
  async outcomes(
    logIns: Readonly<Record<string, LogIn>>,
    settings: DdsProviderProps = {},
  ): Promise<Record<string, string>> {
    const written = Object.entries(logIns).filter(([, { env }]) => env === undefined);
    const plans = Object.entries(logIns)
      .filter(([, { env }]) => env !== undefined)
      .map((entry) => [entry]);
    let told = await this.plan(written, settings);
    for (const entries of plans) told = { ...told, ...(await this.plan(entries, settings)) };
    return told;
  }

  /** The messages, each after the log-ins that lead to it. */
  async messages(...args: Parameters<LogInScene['outcomes']>): Promise<string> {
    const names = new Map<string, string[]>();
    const told = Object.entries(await this.outcomes(...args));
    for (const [name, message] of told.sort(([a], [b]) => (a < b ? -1 : 1))) {
      names.set(message, [...(names.get(message) ?? []), name]);
    }
    return [...names]
      .map(([text, who]) => `=== ${who.join(', ')}\n${text.replaceAll(this.folder, 'FOLDER')}`)
      .join('\n\n');
  }

  /** Ends what a log-in has led to, just before it is used for the links. */
  expireSessionsBeforeLinks(): void {
    const edit = (body: unknown) => {
      this.cloud.sessionsHaveExpired();
      return body;
    };
    for (const action of ['KeystoneListProjects', 'KeystoneCreateToken']) {
      this.cloud.inject({ action, times: Infinity, fault: { kind: 'edit', edit } });
    }
  }

  /** One plan with a provider a log-in, and one data source each, which are read one after the other. */
  private async plan(
    logIns: readonly (readonly [string, LogIn])[],
    common: DdsProviderProps,
  ): Promise<Record<string, string>> {
    if (logIns.length === 0) return {};
    const { endpoints, backups } = this.cloud;
    const stack = await DeployedStack.of(this.cloud, (scope) => {
      for (const [name, { settings, backup }] of logIns) {
        const given = { endpoints, maxRetries: 0, ...settings, ...common, alias: name };
        const provider = new DdsProvider(scope, `as-${name}`, given);
        const { instanceId, id: backupId } = backups[backup];
        new BackupDownloadLinks(scope, name, { provider, instanceId, backupId });
      }
    });
    const env = { ...withoutKeys, ...logIns[0]?.[1].env };
    const run = await stack.run(['plan', '-json', '-parallelism=1'], { env });
    stack.remove();
    return outcomesOf(run);
  }
}

const withoutKeys = { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined };
