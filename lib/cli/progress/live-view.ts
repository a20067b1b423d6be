import { MultiBar, type SingleBar } from 'cli-progress';
import { type Output } from '../output/output';
import { progressLine } from './progress-line';
import { type ProgressState, type ProgressView } from './progress-view';

/** From here to the end of the screen: a line in place of the bars, however long, leaves none of them behind. */
const ERASE_BELOW = '\u001b[J';

const DEFAULT_ROWS = 24;

/** A bar for the whole and one for each file, at the end of the terminal. */
export class LiveView implements ProgressView {
  private state: ProgressState | undefined;
  private bars: SingleBar[] = [];
  private readonly multiBar = new MultiBar({
    stream: process.stderr,
    clearOnComplete: true,
    linewrap: true,
    forceRedraw: true,
    fps: 5,
  });

  constructor(private readonly output: Output) {}

  line(text: string): void {
    if (this.bars.length === 0) this.output.note(text);
    else this.multiBar.log(`${ERASE_BELOW}${text}\n`);
  }

  show(state: ProgressState): void {
    this.state = state;
    const wanted =
      Math.min(state.files.length, Math.max(0, (process.stderr.rows || DEFAULT_ROWS) - 3)) + 1;
    while (this.bars.length < wanted) this.bars.push(this.newBar(this.bars.length));
    for (const bar of this.bars.splice(wanted)) this.multiBar.remove(bar);
  }

  end(): void {
    this.multiBar.update();
    this.multiBar.stop();
    this.bars = [];
  }

  /** @param index 0 for the whole, then the files */
  private newBar(index: number): SingleBar {
    const format = () => {
      const { label = '', transfer } = this.shownAt(index) ?? {};
      const width = this.output.width('stderr');
      return transfer === undefined ? '' : progressLine(label, transfer, width);
    };
    return this.multiBar.create(1, 0, {}, { format });
  }

  private shownAt(index: number) {
    if (this.state === undefined) return undefined;
    const { label, total, files } = this.state;
    return index === 0 ? { label, transfer: total } : files[index - 1];
  }
}
