import { dds } from '../../lib/provider/provider';
import { type Backup } from '../../lib/simulator/dds/estate';
import { type Simulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { Engine, silent } from '../terraform-plugin/engine';
import { masked } from './plan-outcomes';

/** One line about a repeated request. */
interface RepeatLine {
  readonly reason: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly delayMilliseconds: number;
}

/** What one read of links came to. */
export interface Reading {
  /** Requests for links that arrived. */
  readonly asked: number;
  /** Why requests were repeated, and after how many milliseconds, by the log. */
  readonly repeats: readonly { readonly why: string; readonly delay: number }[];
  /** `read`, or the diagnostics. */
  readonly said: string;
}

/** Reads the links of a backup through the provider in this very process, and keeps its log. */
export async function readLinks(
  cloud: Simulator,
  settings: Record<string, Value> = {},
  { instanceId, id }: Backup = cloud.backups.single,
  config: Record<string, Value> = {},
): Promise<Reading> {
  const repeats: RepeatLine[] = [];
  const log = {
    ...silent,
    warn: (_message: string, fields: unknown) => void repeats.push(fields as RepeatLine),
  };
  const engine = new Engine(dds, 'dds_backup_download_links', log);
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
    repeats: repeats.map(({ reason, status, code, delayMilliseconds }) => ({
      why: [reason, status, code].filter((part) => part !== null).join(', '),
      delay: delayMilliseconds,
    })),
    said: diagnostics.length === 0 ? 'read' : masked(diagnostics.join('\n')),
  };
}
