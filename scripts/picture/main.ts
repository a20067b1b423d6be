/** `npm run picture`: records the demo on a terminal, and draws `docs/demo.svg`, the picture of the README. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runScript } from '../run-script';
import { record } from './recording';
import { terminalSvg } from './terminal-svg';

const root = path.join(__dirname, '../..');
const COLUMNS = 108;

void runScript(async () => {
  const lines = await record('node --import tsx scripts/demo.ts', COLUMNS);
  await writeFile(path.join(root, 'docs/demo.svg'), terminalSvg('npm run demo', lines, COLUMNS));
});
