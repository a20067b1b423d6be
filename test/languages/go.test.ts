/** The example in Go, with the module in `dist/go`. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { version } from '../../package.json';
import { afterTest } from '../after-test';
import { App, cdktf, dist, root, testWith } from './app';
import { followed, smallestStack } from './first-program';

const module_ = 'github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds-go/dds';

const MISTAKE = `package main

import (
	"github.com/aws/jsii-runtime-go"
	"${module_}"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func main() {
	stack := cdktf.NewTerraformStack(cdktf.NewApp(nil), jsii.String("stack"))
	dds.NewBackupDownloadLinks(stack, jsii.String("links"), &dds.BackupDownloadLinksProps{
		InstanceId: jsii.String(""),
		BackupId:   jsii.String("backup"),
	})
}
`;

testWith('go')('a program in Go deploys, and its links lead to the backup', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const app = new App(cloud);
  cpSync(path.join(root, 'examples/go'), app.folder, { recursive: true });
  await app.run('go', 'mod', 'edit', `-replace=${module_}=${path.join(dist, 'go/dds')}`);
  await app.run('go', 'mod', 'tidy');
  expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);

  // What is wrong is said in the words of the program.
  mkdirSync(app.file('mistake'));
  writeFileSync(app.file('mistake/main.go'), MISTAKE);
  const { code, output } = await app.attempt('go', 'run', './mistake');
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('links: InstanceId (instanceId) must not be empty, got ""'),
  ]);
});

testWith('go')('the README of the module leads to a first program that works', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const module = path.join(dist, 'go/dds');
  const readme = readFileSync(path.join(module, 'README.md'), 'utf8');
  const stack = await followed(new App(cloud), readme, {
    language: 'go',
    file: 'main.go',
    change: (command) =>
      command.startsWith('go get')
        ? `go mod edit -require=${module_}@v${version} -replace=${module_}=${module}\ngo mod tidy`
        : command,
  });
  expect(stack).toMatchObject(smallestStack);
});
