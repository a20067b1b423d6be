import { type Backup } from '../../lib/simulator/dds/estate';
import { type Simulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { type LogLine } from '../../lib/terraform-plugin/testing/provider-process';
import { startedProvider } from '../shipped/started-provider';
import { masked } from './plan-outcomes';

/** What one read of links came to. */
export interface Reading {
  /** Requests for links that arrived. */
  readonly asked: number;
  /** Why requests were repeated, and after how many milliseconds, by the log. */
  readonly repeats: readonly { readonly why: string; readonly delay: number }[];
  /** `read`, or the diagnostics. */
  readonly said: string;
}

/** Reads the links of a backup through the packed provider, and keeps its log. */
export async function readLinks(
  cloud: Simulator,
  settings: Record<string, Value> = {},
  { instanceId, id }: Backup = cloud.backups.single,
  config: Record<string, Value> = {},
): Promise<Reading> {
  const provider = await startedProvider();
  const engine = new Engine(provider.call, 'dds_backup_download_links');
  const unusable = await engine.configure({
    region: cloud.region,
    access_key: cloud.credentials.accessKey,
    secret_key: cloud.credentials.secretKey,
    project_id: cloud.projectId,
    endpoints: cloud.endpoints,
    ...settings,
  });
  const ids = { instance_id: instanceId, backup_id: id };
  const diagnostics =
    unusable.length > 0 ? unusable : (await engine.read({ ...ids, ...config })).diagnostics;
  return {
    asked: cloud.requestCount({ action: 'ShowBackupDownloadLink' }),
    repeats: (await provider.end()).flatMap(repeatIn),
    said: diagnostics.length === 0 ? 'read' : masked(diagnostics.join('\n')),
  };
}

/** What a line of the log tells of a repeated request. */
function repeatIn({ reason, status, code, delayMilliseconds }: LogLine): Reading['repeats'] {
  if (typeof delayMilliseconds !== 'number') return [];
  const why = [reason, status, code].filter((part) => part !== undefined).join(', ');
  return [{ why, delay: delayMilliseconds }];
}
