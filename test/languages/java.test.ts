/** The example in Java, with the Maven repository in `dist/java`. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { cdktfRepository } from '../../scripts/package/cdktf-for-java';
import { mavenSettings } from '../../scripts/package/maven-settings';
import { afterTest } from '../after-test';
import { App, cdktf, dist, root, testWith } from './app';

testWith('javac', 'mvn')(
  'a program in Java deploys, and its links lead to the backup',
  async () => {
    const cloud = await startSimulator();
    afterTest(() => cloud.close());
    const app = new App(cloud);
    cpSync(path.join(root, 'examples/java'), app.folder, { recursive: true });
    mkdirSync(app.file('.mvn'));
    writeFileSync(
      app.file('settings.xml'),
      mavenSettings(path.join(dist, 'java'), cdktfRepository),
    );
    writeFileSync(app.file('.mvn/maven.config'), `--settings\n${app.file('settings.xml')}\n`);
    expect((await app.deployed(...cdktf)).equals(app.expected)).toBe(true);
  },
);
