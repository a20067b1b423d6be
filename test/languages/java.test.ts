/** The example in Java, with the Maven repository in `dist/java`. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { cdktfRepository } from '../../scripts/package/cdktf-for-java';
import { afterTest } from '../after-test';
import { App, cdktf, dist, root, testWith } from './app';

/** Where Maven finds what is in no public repository. */
function settings(...repositories: string[]): string {
  const entries = repositories.map(
    (folder, index) =>
      `<repository><id>local-${index}</id><url>file://${folder}</url></repository>`,
  );
  return `<settings><profiles><profile><id>local</id><repositories>${entries.join('')}</repositories></profile></profiles>
<activeProfiles><activeProfile>local</activeProfile></activeProfiles></settings>`;
}

testWith('javac', 'mvn')(
  'a program in Java deploys, and its links lead to the backup',
  async () => {
    const cloud = await startSimulator();
    afterTest(() => cloud.close());
    const app = new App(cloud);
    cpSync(path.join(root, 'examples/java'), app.folder, { recursive: true });
    mkdirSync(app.file('.mvn'));
    writeFileSync(app.file('settings.xml'), settings(path.join(dist, 'java'), cdktfRepository));
    writeFileSync(app.file('.mvn/maven.config'), `--settings\n${app.file('settings.xml')}\n`);
    expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);
  },
);
