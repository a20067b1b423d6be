import { newCloudState, type StartOptions } from './cloud-state';
import { control } from './control';
import { showBackupDownloadLink } from './dds/download-links';
import { downloadPolicy } from './dds/download-policy';
import { listBackups } from './dds/list-backups';
import { metadata } from './ecs/metadata';
import { type Route } from './exchange';
import { Faults } from './faults';
import { Gateway } from './gateway/gateway';
import { createTokenWithIdToken } from './iam/id-tokens';
import { listProjects } from './iam/projects';
import { createTemporaryAccessKey } from './iam/temporary-keys';
import { tokens } from './iam/tokens';
import { getObject } from './obs/object-store';
import { RequestLog } from './request-log';
import { Simulator } from './running-simulator';
import { listen, type ListeningServer } from './server';
import { assumeAgency } from './sts/assume-agency';

export type { StartOptions } from './cloud-state';
export type { Simulator } from './running-simulator';

/** Starts a Huawei Cloud on one loopback port: IAM, DDS and the object store with the backups. */
export async function startSimulator(options: StartOptions = {}): Promise<Simulator> {
  let server: ListeningServer | undefined = undefined;
  const state = newCloudState(options, () => server?.url ?? '');
  const { clock, identities, sessions, estate, links } = state;
  const log = new RequestLog();
  const faults = new Faults();
  const gateway = new Gateway(identities, clock);
  const instance = state.people.keys.administrator.caller;
  const routes: Route[] = [
    listProjects(identities),
    ...tokens(sessions, gateway),
    createTemporaryAccessKey(sessions, gateway),
    createTokenWithIdToken(sessions),
    assumeAgency(sessions),
    ...metadata(options.metadata ?? 'v2', instance, sessions, clock),
    showBackupDownloadLink(state),
    listBackups(state),
    ...downloadPolicy(state),
    getObject(estate, links),
  ];
  server = await listen({ routes, gateway, clock, log, faults }, options.port ?? 0, options.tls);
  const simulator = new Simulator(state, server, log, faults);
  if (options.control) routes.unshift(...control(simulator));
  return simulator;
}
