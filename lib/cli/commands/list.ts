import { type Backup } from '../../huaweicloud/dds/list-backups';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { describeBackup } from '../../provider/described-backup';
import { cloudOf } from '../cloud-of';
import { type GlobalOptions } from '../global-options';
import { jsonOf } from '../output/json';
import { type Column, tableOf } from '../output/table';
import { sizeText } from '../output/units';
import { type Context, run } from '../run';

export interface ListOptions {
  readonly instance?: string;
  readonly type?: string;
  readonly status?: string;
}

/** Lists backups, the newest first. */
export function list(options: GlobalOptions & ListOptions): Promise<number> {
  return run(options, (context) => listBackups(options, context));
}

async function listBackups(
  options: GlobalOptions & ListOptions,
  { output, signal }: Context,
): Promise<undefined> {
  const { instance: instanceId, type: backupType, status } = options;
  const dds = cloudOf(options).dds();
  const found = await dds.backups({ instanceId, backupType, status }, signal);
  const { backups } = found;
  if (output.json) {
    await output.result(jsonOf(backups.map(describeBackup)));
  } else if (backups.length > 0) {
    const title = (text: string) => output.styled('stdout', 'bold', text);
    await output.result(tableOf(backups, columns, output.width('stdout'), title));
  }
  if (backups.length === 0) {
    output.note(
      `No backups match in the region ${foreign(found.region)} and the project ${foreign(found.projectId)}.`,
    );
  }
  return undefined;
}

const columns: readonly Column<Backup>[] = [
  { title: 'ID', text: ({ id }) => shown(id) },
  { title: 'STATUS', text: ({ status }) => shown(status) },
  { title: 'TYPE', text: ({ type }) => shown(type), leftOut: 1 },
  { title: 'STARTED', text: ({ beginTime }) => shown(beginTime), leftOut: 2 },
  { title: 'SIZE', text: ({ size }) => sizeOf(size), align: 'right', leftOut: 3 },
  { title: 'NAME', text: ({ name }) => shown(name), leftOut: 4 },
  { title: 'INSTANCE', text: ({ instanceId }) => shown(instanceId), leftOut: 5 },
];

const LONGEST_CELL = 100;

function shown(text: string | undefined): string {
  return text === undefined ? '-' : foreign(text, LONGEST_CELL);
}

/** @param size in KB */
function sizeOf(size: bigint | undefined): string {
  return size === undefined ? '-' : sizeText(Number(size) * 1024);
}
