/**
 * `npm run test:node`: what ships on every supported Node.js but the one of `npm test`: the provider, the command, the
 * constructs and the CDKTF CLI. npm downloads the others.
 *
 * `--core` takes a choice of tests that fits into CI, `--languages` the programs in other languages, with the packages that
 * `npm run package` has left. Names (`-- node-24`) take only these, and fail where one is missing. As everywhere,
 * TERRAFORM_BINARY_NAME is the engine.
 */
import { parseArgs } from 'node:util';
import { downloadedNode, nodeMajors } from './matrix/downloaded-node';
import { runMatrix } from './matrix/run-matrix';

/** From the package to the outputs of a stack, and the command. */
const core = [
  'test/acceptance/backup-download-links.test.ts',
  'test/acceptance/installed-app.test.ts',
  'test/cli/main.test.ts',
];

const all = [
  'test/acceptance/backup-download-links.test.ts',
  'test/acceptance/backup-download.test.ts',
  'test/acceptance/carrying/deploy.test.ts',
  'test/acceptance/ephemeral-backup-download-links.test.ts',
  'test/acceptance/installed-app.test.ts',
  'test/cli/commands/',
  'test/cli/main.test.ts',
  'test/constructs/',
  'test/provider/',
];

const languages = [
  ...['--config', 'test/languages/jest.config.js'],
  ...['go', 'java', 'python'].map((language) => `test/languages/${language}.test.ts`),
];

const { values, positionals } = parseArgs({
  options: { core: { type: 'boolean' }, languages: { type: 'boolean' } },
  allowPositionals: true,
});
const others = nodeMajors.filter((major) => major !== process.versions.node.split('.')[0]);

runMatrix(
  Object.fromEntries(others.map((major) => [`node-${major}`, () => downloadedNode(major)])),
  { suites: values.languages ? languages : values.core ? core : all, required: positionals },
).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
