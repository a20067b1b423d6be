import {
  type CompleteFile,
  type DownloadObserver,
  type FailedFile,
  type PlannedFile,
} from '../../huaweicloud/obs/backup-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { textOf } from '../output/failure';
import { type Output } from '../output/output';
import { sizeText } from '../output/units';
import { LiveView } from './live-view';
import { PlainView } from './plain-view';
import { type ProgressView } from './progress-view';
import { Transfer } from './transfer';

/** Follows a download and shows how it gets on: with bars on a terminal, with lines elsewhere. */
export class Progress implements DownloadObserver {
  private readonly view: ProgressView | undefined;
  private readonly clock = () => performance.now();
  private readonly total = new Transfer(undefined, this.clock);
  private readonly active = new Map<string, Transfer>();
  /** Bytes of each file, as far as known. */
  private readonly sizes = new Map<string, number>();
  private count = 0;
  private ended = 0;
  private failures = 0;

  /** @param onPlan hears the files of the download before all else */
  constructor(
    private readonly output: Output,
    private readonly onPlan: (files: readonly PlannedFile[]) => void = () => undefined,
  ) {
    if (!output.quiet) {
      this.view = output.isLive('stderr') ? new LiveView(output) : new PlainView(output);
    }
  }

  planned(files: readonly PlannedFile[]): void {
    this.onPlan(files);
    this.count = files.length;
    for (const { path, size } of files) {
      if (size !== undefined) this.sizes.set(path, Number(size) * 1024);
    }
    this.refresh();
  }

  started({ path }: PlannedFile, { sizeBytes, bytes }: { sizeBytes: number; bytes: number }): void {
    const transfer = new Transfer(sizeBytes, this.clock);
    transfer.found(bytes);
    // A file may start over.
    const before = this.active.get(path)?.bytes ?? 0;
    this.active.set(path, transfer);
    this.sizes.set(path, sizeBytes);
    this.total.found(bytes - before);
    if (bytes > 0 && bytes < sizeBytes) {
      this.view?.line(`${foreign(path)}: continues after ${sizeText(bytes)}.`);
    }
    this.refresh();
  }

  progressed({ path }: PlannedFile, bytes: number): void {
    const transfer = this.active.get(path);
    if (transfer === undefined) return;
    const more = bytes - transfer.bytes;
    transfer.hasNow(bytes);
    this.total.hasNow(this.total.bytes + more);
  }

  noticed({ path }: PlannedFile, notice: string): void {
    this.view?.line(`${foreign(path)}: ${foreign(notice)}`);
  }

  finished({ path, sizeBytes }: CompleteFile): void {
    this.view?.line(`${foreign(path)}: complete, ${sizeText(sizeBytes)}.`);
    this.leave(path);
  }

  failed({ path, error }: FailedFile): void {
    const text = `${this.output.styled('stderr', 'red', 'error:')} ${foreign(path)}: ${textOf(error)}`;
    if (this.view === undefined) this.output.problem(text);
    else this.view.line(text);
    this.sizes.delete(path);
    this.failures += 1;
    this.total.found(-(this.active.get(path)?.bytes ?? 0));
    this.leave(path);
  }

  end(): void {
    this.view?.end();
  }

  private leave(path: string): void {
    this.active.delete(path);
    this.ended += 1;
    this.refresh();
  }

  private refresh(): void {
    // Sizes from the list are rounded; a file whose size is not known yet leaves the total unknown.
    const known = this.sizes.size + this.failures >= this.count;
    const sizes = [...this.sizes.values()];
    this.total.total = known ? sizes.reduce((sum, size) => sum + size, 0) : undefined;
    this.view?.show({
      label: `${this.ended} of ${this.count} file${this.count === 1 ? '' : 's'}`,
      total: this.total,
      files: [...this.active].map(([path, transfer]) => ({ label: foreign(path), transfer })),
    });
  }
}
