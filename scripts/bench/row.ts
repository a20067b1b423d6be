/** One line of the table. */
export interface Row {
  readonly what: string;
  /** With its unit, for a person. */
  readonly measured: string;
  /** Missing where nothing was promised. */
  readonly target?: { readonly text: string; readonly met: boolean };
}

/** Two medians in milliseconds and their ratio, which is what the target bounds. */
export function ratioRow(what: string, ours: number, theirs: number, most?: number): Row {
  const ratio = ours / theirs;
  const measured = `${ratio.toFixed(2)} × (${ours.toFixed(0)} / ${theirs.toFixed(0)} ms)`;
  return { what, measured, ...bounded(ratio, most, '×') };
}

export function amountRow(what: string, amount: number, unit: string, most?: number): Row {
  return { what, measured: `${amount.toFixed(0)} ${unit}`, ...bounded(amount, most, unit) };
}

export function tableLine({ what, measured, target }: Row): string {
  const verdict = target === undefined ? '' : target.met ? 'met' : '**missed**';
  return `| ${what} | ${measured} | ${target?.text ?? ''} | ${verdict} |`;
}

function bounded(amount: number, most: number | undefined, unit: string): Pick<Row, 'target'> {
  return most === undefined ? {} : { target: { text: `≤ ${most} ${unit}`, met: amount <= most } };
}
