/** The example in Go, with the module in `dist/go`. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { App, cdktf, dist, root, testWith } from './app';

const module_ = 'github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds-go/dds';

testWith('go')('a program in Go deploys, and its links lead to the backup', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const app = new App(cloud);
  cpSync(path.join(root, 'examples/go'), app.folder, { recursive: true });
  await app.run('go', 'mod', 'edit', `-replace=${module_}=${path.join(dist, 'go/dds')}`);
  await app.run('go', 'mod', 'tidy');
  expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);
});
