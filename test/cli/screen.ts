/** By row and column; what nothing was written to is missing. */
type Cells = ((string | undefined)[] | undefined)[];

/** Where the next character goes. */
interface Cursor {
  row: number;
  column: number;
}

/** The lines that a terminal shows after all that was written to it, the empty ones at its end excepted. */
export function screenOf(written: string, columns: number): string[] {
  const cells: Cells = [];
  const cursor: Cursor = { row: 0, column: 0 };
  for (const [token, amount = '', command] of written.matchAll(TOKENS)) {
    if (command !== undefined) control(cells, cursor, command, amount);
    else if (token === '\r') cursor.column = 0;
    else if (token === '\n') cursor.row += 1;
    else {
      if (cursor.column === columns) Object.assign(cursor, { row: cursor.row + 1, column: 0 });
      (cells[cursor.row] ??= [])[cursor.column] = token;
      cursor.column += 1;
    }
  }
  const lines = Array.from(cells, (line = []) => Array.from(line, (cell = ' ') => cell).join(''));
  return lines.join('\n').trimEnd().split('\n');
}

/** A control sequence (ECMA-48) with its parameters and its last letter, or a character. */
const TOKENS = /\u001b\[([0-9;?]*)([A-Za-z])|[^]/gu;

function control(cells: Cells, cursor: Cursor, command: string, parameter: string): void {
  const amount = Number(parameter || '1');
  switch (command) {
    case 'A':
      cursor.row -= amount;
      return;
    case 'G':
      cursor.column = amount - 1;
      return;
    case 'J':
      cells.splice(cursor.row + 1);
      cells[cursor.row]?.splice(cursor.column);
      return;
    case 'K':
      if (parameter === '2') cells[cursor.row] = [];
      else cells[cursor.row]?.splice(cursor.column);
  }
}
