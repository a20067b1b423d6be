import { type IResolvable, Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { optionalExactlyOneOf } from './closed-sets';
import { optionalTimeouts } from './durations';
import { requireUsableIds } from './identifiers';
import { invalid, optionalFlag, optionalString, requiredString } from './strings';
import { optionalWholeNumber } from './whole-numbers';

interface DownloadArguments {
  readonly instanceId: string;
  readonly backupId: string;
  readonly directory: string;
  readonly region?: string;
  readonly projectId?: string;
  readonly fileNames?: string[];
  readonly parallelism?: number;
  readonly retainOnDestroy?: boolean | IResolvable;
  readonly onMissing?: string;
  readonly verify?: string;
  readonly timeouts?: Timeouts;
}

interface Timeouts {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** The arguments of a download as they are written to the stack. Throws if the provider would reject them. */
export function checkedDownload(
  construct: IConstruct,
  props: DownloadArguments,
): DownloadArguments {
  const checked = {
    instanceId: requiredString(construct, 'instanceId', props.instanceId),
    backupId: requiredString(construct, 'backupId', props.backupId),
    directory: usableDirectory(construct, props.directory),
    region: optionalString(construct, 'region', props.region),
    projectId: optionalString(construct, 'projectId', props.projectId),
    fileNames: usableFileNames(construct, props.fileNames),
    parallelism: optionalWholeNumber(construct, 'parallelism', props.parallelism, {
      least: 1,
      most: 64,
    }),
    retainOnDestroy: optionalFlag(construct, 'retainOnDestroy', props.retainOnDestroy),
    onMissing: optionalExactlyOneOf(construct, 'onMissing', props.onMissing, [
      'download',
      'ignore',
    ]),
    verify: optionalExactlyOneOf(construct, 'verify', props.verify, ['size', 'sha256']),
    timeouts: optionalTimeouts(construct, props.timeouts, 'create', 'read', 'update', 'delete'),
  };
  requireUsableIds(construct, checked);
  return checked;
}

function usableDirectory(construct: IConstruct, value: unknown): string {
  const directory = requiredString(construct, 'directory', value);
  if (directory.includes('\0')) {
    throw invalid(construct, 'directory', directory, 'must not contain a NUL character');
  }
  if (directory.startsWith('~')) {
    const rule =
      'must not start with "~", which only shells expand; write the path of your home directory, or use Fn.pathexpand for the one where the engine runs';
    throw invalid(construct, 'directory', directory, rule);
  }
  return directory;
}

function usableFileNames(construct: IConstruct, value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Token.isUnresolved(value)) return Token.asList(value);
  if (!Array.isArray(value)) {
    throw invalid(construct, 'fileNames', value, 'must be a list of strings');
  }
  if (value.length === 0) {
    throw invalid(construct, 'fileNames', value, 'must not be empty; omit it for all files');
  }
  const names = value.map((name, index) => requiredString(construct, `fileNames[${index}]`, name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw invalid(construct, 'fileNames', names, `must not contain ${JSON.stringify(twice)} twice`);
}
