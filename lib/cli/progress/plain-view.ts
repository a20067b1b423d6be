import { type Output } from '../output/output';
import { progressText } from './progress-line';
import { type ProgressState, type ProgressView } from './progress-view';

/** Milliseconds between two lines about the whole. */
const INTERVAL = 5000;

/** A line every few seconds, for logs. */
export class PlainView implements ProgressView {
  private timer: NodeJS.Timeout | undefined;
  private state: ProgressState | undefined;

  constructor(private readonly output: Output) {}

  line(text: string): void {
    this.output.note(text);
  }

  show(state: ProgressState): void {
    this.state = state;
    this.timer ??= setInterval(() => this.tell(), INTERVAL);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    if (this.state === undefined) return;
    this.output.note(`${this.state.label}  ${progressText(this.state.total)}`);
  }
}
