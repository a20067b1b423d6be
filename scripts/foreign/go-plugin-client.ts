import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { providerExecutable } from '../../test/shipped/shipped-package';
import { builtGoPackage, ranGo } from './go-package';
import { type Suite } from './suite';

/** Milliseconds: each of its hundred calls takes moments, and none more than 20 s. */
const LONGEST_RUN = 180_000;

/** A client on hashicorp/go-plugin, which calls every RPC of the newest protocol that terraform-plugin-go knows. */
export const goPluginClient: Suite = {
  name: 'go-plugin-client',
  async run({ signal }) {
    const client = builtGoPackage('./go-plugin-client');
    const folder = mkdtempSync(path.join(tmpdir(), 'dds-foreign-'));
    const cloud = await startSimulator({ fileBytes: 10_000 });
    try {
      const { id, instanceId } = cloud.backups.cluster;
      const { output, succeeded } = await ranGo(client, [], {
        input: JSON.stringify({
          executable: providerExecutable,
          endpoints: cloud.endpoints,
          instanceId,
          backupId: id,
          directory: path.join(folder, 'files'),
        }),
        env: cloud.environment,
        timeout: LONGEST_RUN,
        signal,
      });
      console.log(output);
      if (!succeeded) throw new Error('the provider is at fault, see above');
      return output.trimEnd().split('\n').at(-1) ?? '';
    } finally {
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
