/** The example in Python, with the wheel in `dist/python`. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { App, cdktf, dist, fileIn, root, testWith } from './app';

testWith('python3')('a program in Python deploys, and its links lead to the backup', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const app = new App(cloud);
  cpSync(path.join(root, 'examples/python'), app.folder, { recursive: true });
  await app.run('python3', '-m', 'venv', 'venv');
  const wheel = fileIn(path.join(dist, 'python'), /\.whl$/);
  await app.run('venv/bin/pip', 'install', '--quiet', wheel, '--requirement', 'requirements.txt');
  await app.run('ln', '-s', 'venv/bin', 'bin'); // as an activated environment has it on the PATH
  expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);
});
