/** The example in Python, with the wheel in `dist/python`. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { App, cdktf, dist, fileIn, root, testWith } from './app';

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
