import { type TerraformStack } from 'cdktf';
import { type Simulator } from '../../lib/simulator/simulator';
import { DeployedStack } from './deployed-stack';
import { outcomesOf } from './plan-outcomes';
import {
  BackupDownloadLinks,
  type DdsProvider,
  type DdsProviderProps,
} from 'cdktf-huaweicloud-dds';

export const noInstance = `${'f'.repeat(32)}in02`;
export const noBackup = `${'f'.repeat(32)}br02`;

/** Defines links of a backup that has them, but for `props`. */
type DefineLinks = (
  stack: TerraformStack,
  name: string,
  props?: Partial<{ instanceId: string; backupId: string; provider: DdsProvider }>,
) => void;

/** What a real plan says to each mistake, by the name of the block that makes it. */
export async function planned(
  cloud: Simulator,
  define: (stack: TerraformStack, links: DefineLinks, provider: DdsProvider) => void,
  { settings, env }: { settings?: DdsProviderProps; env?: NodeJS.ProcessEnv } = {},
): Promise<Record<string, string>> {
  const { instanceId, id: backupId } = cloud.backups.single;
  const links: DefineLinks = (scope, name, props) => {
    new BackupDownloadLinks(scope, name, { instanceId, backupId, ...props });
  };
  const stack = await DeployedStack.of(
    cloud,
    (scope, provider) => define(scope, links, provider),
    settings,
  );
  const run = await stack.run(['plan', '-json'], { env });
  stack.remove();
  expect(run.exitCode).toBe(1);
  expect(run.output).not.toMatch(/Plugin did not respond|^\s+at |panic/m);
  expect(run.output).not.toContain(cloud.credentials.secretKey);
  return outcomesOf(run);
}
