import { resolve } from 'node:path';
import { LocalFiles } from '../../huaweicloud/obs/local-files';
import { type DownloadContext, type DownloadState } from './download-attributes';
import { type FileAttributes, isInPlace, pathOf } from './downloaded-files';
import { aboutDirectory } from './file-problems';
import { type Expected, remember, remembered } from './private-state';

/**
 * Compares the files with the state. One that is missing or altered has no SHA-256 in the new state, so that the plan
 * downloads it; what it was is remembered.
 */
export function readDownload(
  state: DownloadState,
  context: Pick<DownloadContext, 'private' | 'signal' | 'waitingFor'>,
): Promise<DownloadState> {
  return aboutDirectory(async () => {
    if (state.on_missing === 'ignore') return state;
    const before = remembered(context.private);
    const local = new LocalFiles(resolve(state.directory), context.signal);
    const expected: Record<string, Expected> = {};
    const files: FileAttributes[] = [];
    try {
      for (const file of state.files ?? []) {
        const path = pathOf(file);
        context.waitingFor(`the check of ${path}`);
        const known = expectedOf(file) ?? before.expected[path];
        const hash = state.verify === 'sha256' || !isInPlace(file);
        const found = await local.find(path, { hash });
        const isSame =
          known !== undefined &&
          found !== undefined &&
          String(found.sizeBytes) === known.sizeBytes &&
          (found.sha256 ?? known.sha256) === known.sha256;
        if (known !== undefined && !isSame) expected[path] = known;
        files.push({
          ...file,
          size_bytes: found === undefined ? null : BigInt(found.sizeBytes),
          sha256: isSame ? known.sha256 : null,
        });
      }
    } finally {
      await local.close();
    }
    remember(context.private, { ...before, expected });
    return { ...state, files };
  });
}

function expectedOf({ sha256, size_bytes }: FileAttributes): Expected | undefined {
  if (sha256 === null || size_bytes === null) return undefined;
  return { sha256, sizeBytes: String(size_bytes) };
}
