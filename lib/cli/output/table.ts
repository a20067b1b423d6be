import stringWidth from 'string-width';

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** The columns that are left out if the terminal is too narrow, the highest first. @default never */
  readonly leftOut?: number;
}

const GAP = '  ';

/**
 * Rows below their titles, as wide as the terminal at most: columns are left out, and if even the
 * most important ones do not fit, each row becomes a few lines.
 * @param width in columns
 * @param title how a title is shown
 */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
  title: (text: string) => string,
): string {
  for (let shown = columns; ;) {
    const table = new Layout(rows, shown);
    if (table.width <= width) return table.text(title);
    const next = shown.reduce((last, { leftOut = 0 }) => Math.max(last, leftOut), 0);
    if (next === 0) return blocksOf(rows, columns, width);
    shown = shown.filter(({ leftOut = 0 }) => leftOut !== next);
  }
}

class Layout<Row> {
  private readonly cells: readonly (readonly string[])[];
  private readonly widths: readonly number[];

  constructor(
    rows: readonly Row[],
    private readonly columns: readonly Column<Row>[],
  ) {
    this.cells = rows.map((row) => columns.map(({ text }) => text(row)));
    this.widths = columns.map(({ title }, index) =>
      this.cells.reduce(
        (widest, cells) => Math.max(widest, stringWidth(cells[index] ?? '')),
        stringWidth(title),
      ),
    );
  }

  get width(): number {
    return this.widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  }

  text(title: (text: string) => string): string {
    const titles = this.line(this.columns.map((column) => column.title));
    const lines = this.cells.map((cells) => this.line(cells));
    return [title(titles), ...lines].map((line) => `${line}\n`).join('');
  }

  private line(cells: readonly string[]): string {
    return cells
      .map((cell, index) => {
        const padding = ' '.repeat(Math.max(0, (this.widths[index] ?? 0) - stringWidth(cell)));
        return this.columns[index]?.align === 'right' ? padding + cell : cell + padding;
      })
      .join(GAP)
      .trimEnd();
  }
}

/** A line for each cell, or two where one would be too wide, with an empty one between rows. */
function blocksOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
): string {
  const linesOf = (title: string, text: string) => {
    const line = `${title}: ${text}\n`;
    if (stringWidth(line) <= width) return line;
    const indentation = stringWidth(text) + 2 <= width ? '  ' : '';
    return `${title}:\n${indentation}${text}\n`;
  };
  return rows
    .map((row) => columns.map(({ title, text }) => linesOf(title, text(row))).join(''))
    .join('\n');
}
