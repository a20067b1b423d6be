import { type Log, silentLog } from '../../../lib/huaweicloud/http/log';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, here, patient } from '../cloud-of';

/** Any call will do to see what the client makes of an answer; this is its name in the simulator. */
export const action = 'ShowBackupDownloadLink';

/** A simulated cloud for each test of a file. */
export let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

interface Call {
  readonly maxRetries?: number;
  readonly requestTimeout?: string;
  readonly log?: Log;
  readonly signal?: AbortSignal;
}

/** Asks for the links of a backup that has them, as an administrator. */
export function links(call: Call = {}) {
  const { maxRetries = 0, requestTimeout, log = silentLog, signal = patient } = call;
  const { id, instanceId } = simulator.backups.replicaSet;
  const { projectId } = simulator;
  return cloudOf(simulator, { maxRetries, projectId, requestTimeout }, { log })
    .dds(here)
    .backupDownloadLinks({ instanceId, backupId: id }, signal);
}
