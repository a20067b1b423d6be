import { type Column, tableOf } from '../../../lib/cli/output/table';

const columns: readonly Column<{ id: string; name: string }>[] = [
  { title: 'ID', text: ({ id }) => id },
  { title: 'STATE', text: () => 'COMPLETED' },
  { title: 'NAME', text: ({ name }) => name, leftOut: 1 },
];
const rows = ['a', 'b'].map((letter) => ({ id: letter.repeat(36), name: 'nightly' }));
const shown = (width: number) => tableOf(rows, columns, width, (text) => text);

test('columns are left out of a terminal that is too narrow for them', () => {
  expect(shown(80).split('\n')[0]).toMatch(/^ID +STATE +NAME$/);
  expect(shown(50).split('\n')[0]).toMatch(/^ID +STATE$/);
});

test('where even the important ones do not fit, each cell has a line', () => {
  expect(shown(45)).toContain(`ID: ${rows[0]!.id}\nSTATE: COMPLETED\nNAME: nightly\n\nID: b`);
});

test.each([38, 39])('a line that is too wide for %i columns becomes two', (width) => {
  expect(shown(width)).toContain(`ID:\n  ${rows[0]!.id}\nSTATE: COMPLETED\n`);
  expect(
    shown(width)
      .split('\n')
      .filter((line) => line.length > width),
  ).toEqual([]);
});

test('what is wider than the terminal starts a line, so that it can be copied', () => {
  expect(shown(20)).toContain(`ID:\n${rows[0]!.id}\n`);
});
