import { type Transfer } from './transfer';

/** Shows what happens in single lines, and how far everything is. */
export interface ProgressView {
  /** A line that stays. */
  line(text: string): void;
  /** Shows the state from now on, and again when files start and finish. */
  show(state: ProgressState): void;
  /** Shows no more, and leaves nothing but the lines. */
  end(): void;
}

export interface ProgressState {
  /** `2 of 5 files`. */
  readonly label: string;
  readonly total: Transfer;
  /** Those that are being downloaded. */
  readonly files: readonly { readonly label: string; readonly transfer: Transfer }[];
}
