/**
 * The package for Maven. jsii-pacmak writes its sources, and Maven makes it here and not there: with the licence and the
 * notice in the jar, and without the times that jsii-pacmak puts into sources and pom, so that it is reproducible.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../child-process';
import { cdktfRepository, makeCdktfForJava } from './cdktf-for-java';
import { mavenSettings } from './maven-settings';
import { packagedAt } from './packaged-at';
import { type StagedPackage, stages } from './staged-packages';

const root = path.join(__dirname, '..', '..');

interface Surroundings {
  readonly signal: AbortSignal;
  readonly output: number | undefined;
}

/** Fills a folder with a Maven repository of nothing but this package. */
export async function makeJava(
  staged: StagedPackage,
  repository: string,
  around: Surroundings,
): Promise<void> {
  await makeCdktfForJava(staged.folder, around);
  const scratch = await mkdtemp(path.join(stages, 'java-'));
  try {
    await run(
      path.join(root, 'node_modules', '.bin', 'jsii-pacmak'),
      [
        ...['--target', 'java', '--code-only', '--outdir', scratch],
        ...['--pack-command', 'npm pack --quiet --ignore-scripts'],
        ...['--rosetta-unknown-snippets', 'fail'],
      ],
      { cwd: staged.folder, env: process.env, ...around },
    );
    const project = path.join(scratch, 'java');
    await completeProject(project);
    await build(project, repository, around);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function completeProject(project: string): Promise<void> {
  const resources = path.join(project, 'src', 'main', 'resources', 'META-INF');
  await mkdir(resources, { recursive: true });
  for (const name of ['LICENSE', 'NOTICE']) {
    await cp(path.join(root, name), path.join(resources, name));
  }
  const time = `<project.build.outputTimestamp>${packagedAt.toISOString()}</project.build.outputTimestamp>`;
  await rewrite(path.join(project, 'pom.xml'), (pom) =>
    pom.replace(/ on [\dT:.-]+Z -->/, ' -->').replace('<properties>', `<properties>\n    ${time}`),
  );
  for (const name of await readdir(project, { recursive: true })) {
    if (!name.endsWith('.java')) continue;
    await rewrite(path.join(project, name), (code) =>
      code.replace(
        /(@javax\.annotation\.Generated\(value = "[^"]*"), date = "[\dT:.-]+Z"\)/g,
        '$1)',
      ),
    );
  }
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function build(project: string, repository: string, around: Surroundings): Promise<void> {
  await writeFile(path.join(project, 'settings.xml'), mavenSettings(cdktfRepository));
  const environment = {
    cwd: project,
    // As jsii-pacmak does: less compiling at run time makes so short a run faster.
    env: { ...process.env, MAVEN_OPTS: '-XX:+TieredCompilation -XX:TieredStopAtLevel=1' },
    ...around,
  };
  const maven = (...goals: string[]) =>
    run('mvn', ['--batch-mode', '--quiet', '--settings', 'settings.xml', ...goals], environment);
  await maven('org.codehaus.mojo:versions-maven-plugin:2.20.1:resolve-ranges');
  await maven(
    ...['deploy', '-Dnotimestamp=true'],
    `-DaltDeploymentRepository=local::default::file://${repository}`,
  );
}
