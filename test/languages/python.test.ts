/** The example in Python, with the wheel in `dist/python`. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { filesOf } from '../shipped/zip-reader';
import { App, cdktf, dist, fileIn, root, testWith } from './app';
import { followed, smallestStack } from './first-program';

const MISTAKE = `
from cdktf import App, TerraformStack
from cdktf_huaweicloud_dds import BackupDownloadLinks
BackupDownloadLinks(TerraformStack(App(), "stack"), "links", instance_id="", backup_id="backup")
`;

testWith('python3')('a program in Python deploys, and its links lead to the backup', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const app = new App(cloud);
  cpSync(path.join(root, 'examples/python'), app.folder, { recursive: true });
  // Around the project, so that its programs are on the PATH, as in an environment that is activated.
  await app.run('python3', '-m', 'venv', '.');
  const wheel = fileIn(path.join(dist, 'python'), /\.whl$/);
  await app.run('bin/pip', 'install', '--quiet', wheel, '--requirement', 'requirements.txt');
  expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);

  // What is wrong is said in the words of the program.
  const { code, output } = await app.attempt('bin/python', '-c', MISTAKE);
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('links: instance_id (instanceId) must not be empty, got ""'),
  ]);
});

testWith('python3')('the README of the package leads to a first program that works', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const wheel = fileIn(path.join(dist, 'python'), /\.whl$/);
  const metadata = filesOf(readFileSync(wheel)).find(({ name }) => name.endsWith('METADATA'));
  const stack = await followed(new App(cloud), Buffer.from(metadata!.content).toString(), {
    language: 'python',
    file: 'main.py',
    change: (command) =>
      command.replace('pip install cdktf-huaweicloud-dds', `pip install ${wheel}`),
  });
  expect(stack).toMatchObject(smallestStack);
});
