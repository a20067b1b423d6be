import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandManual } from '../../../scripts/generate/command-manual';

const committed = () => readFileSync(path.join(__dirname, '../../../docs/dds-backup.md'), 'utf8');

test('the manual of the command is its help; otherwise run `npm run generate`', () => {
  expect(committed()).toBe(commandManual());
});

test('the manual has every subcommand, with its options and examples', () => {
  const sections = committed().match(/^## .*/gm);
  expect(sections).toEqual([
    '## dds-backup',
    '## dds-backup list',
    '## dds-backup links',
    '## dds-backup download',
    '## dds-backup provider',
    '## dds-backup provider install',
    '## dds-backup provider pack',
  ]);
  expect(committed()).toMatch(/--shard <i\/n> +only the I-th of N parts/);
  expect(committed().match(/^Examples:$/gm)).toHaveLength(sections!.length);
});
