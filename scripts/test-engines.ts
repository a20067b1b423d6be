/**
 * `npm run test:engines`: the tests that run an engine, on every engine that is here beside the one of `npm test`: the
 * other one on the PATH, and those that Go builds from `test/engines`.
 *
 * `--core` takes a choice of tests that fits into CI; `--here` builds no engine, and takes those built before. Names (`-- opentofu-1.12`) take only these engines, and fail
 * where one is missing.
 */
import { parseArgs } from 'node:util';
import { findEngine } from './engine';
import { builtEngine, earlierEngine, engineNames } from './matrix/built-engine';
import { runMatrix } from './matrix/run-matrix';
import { type Runtime } from './matrix/runtime';

/** Each data source, ephemeral resource and resource, and how the provider gets to the engine. */
const core = [
  'test/acceptance/backup-download-links.test.ts',
  'test/acceptance/backup-download.test.ts',
  'test/acceptance/backups.test.ts',
  'test/acceptance/carrying/deploy.test.ts',
  'test/acceptance/ephemeral-backup-download-links.test.ts',
];

const all = [
  'test/acceptance/',
  'test/cli/commands/install-provider.test.ts',
  'test/documents/commands.test.ts',
  'test/examples/',
  'test/interoperability/managed-resources.test.ts',
  'test/terraform-plugin/testing/terraform-project.test.ts',
];

/** `terraform` and `tofu`, without the one that `npm test` takes. */
async function onPath(): Promise<Record<string, () => Runtime>> {
  const taken = await findEngine();
  const names = ['terraform', 'tofu'].filter((name) => name !== taken);
  const found = await Promise.all(
    names.map(async (name) => {
      const isHere = await findEngine({ ...process.env, TERRAFORM_BINARY_NAME: name }).catch(
        () => undefined,
      );
      return isHere === undefined ? [] : [name];
    }),
  );
  return Object.fromEntries(
    found.flat().map((name) => [name, () => ({ name, env: { TERRAFORM_BINARY_NAME: name } })]),
  );
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { core: { type: 'boolean' }, here: { type: 'boolean' } },
    allowPositionals: true,
  });
  const built = engineNames().map((name): [string, () => Runtime] => [
    name,
    () => (values.here ? earlierEngine(name) : builtEngine(name)),
  ]);
  await runMatrix(
    { ...(await onPath()), ...Object.fromEntries(built) },
    { suites: values.core ? core : all, required: positionals },
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
