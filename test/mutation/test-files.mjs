// A test runner for Stryker to which a file of tests is one test: only files that reach a mutant are loaded for it, the
// nearest first, and the first that fails is the last. Stryker's own loads all of them for each mutant.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';

/** So many files of tests are asked about a mutant at most. */
const NEAREST = 15;

/**
 * Where started processes learn which fault to commit, and leave what they have reached; the working directory is the
 * sandbox. Of this runner alone: Stryker starts another one as soon as the checker is not needed any more.
 */
const started = () => path.resolve('started', String(process.pid));

class TestFilesRunner {
  static inject = tokens(commonTokens.logger);

  constructor(log) {
    this.log = log;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.jest = await loadJest();
  }

  async dryRun() {
    const tests = [];
    const perTest = {};
    for (const test of this.jest.tests) {
      const name = path.relative(process.cwd(), test.path);
      const start = Date.now();
      let { failure, reached } = await this.run(test, {});
      // On a busy machine a test that measures its own patience may fail once.
      if (failure) ({ failure, reached } = await this.run(test, {}));
      if (failure) {
        this.log.warn(
          `${name} fails with mutated sources, so it is left out: ${failure.slice(0, 1000)}`,
        );
        continue;
      }
      perTest[name] = reached;
      const timeSpentMs = Date.now() - start;
      tests.push({ id: name, name, fileName: test.path, timeSpentMs, status: TestStatus.Success });
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: { static: {}, perTest } };
  }

  async mutantRun({ testFilter, activeMutant, hitLimit, sandboxFileName }) {
    const near = nearestFirst(testFilter, path.relative(process.cwd(), sandboxFileName));
    const chosen = { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 };
    for (const [index, name] of near.entries()) {
      const test = this.jest.tests.find(({ path: file }) => file === path.resolve(name));
      const { failure } = await this.run(test, chosen);
      if (failure) {
        const nrOfTests = index + 1;
        const failureMessage = failure;
        return { status: MutantRunStatus.Killed, killedBy: [name], failureMessage, nrOfTests };
      }
    }
    return { status: MutantRunStatus.Survived, nrOfTests: near.length };
  }

  /** @param chosen the fault that is committed, for environment.js */
  async run(test, chosen) {
    rmSync(started(), { recursive: true, force: true });
    mkdirSync(started(), { recursive: true });
    if (chosen.activeMutant) writeFileSync(path.join(started(), 'active'), chosen.activeMutant);
    globalThis.mutation = { chosen, reached: new Map() };
    const failure = await this.jest.failureOf(test);
    const inProcess = globalThis.mutation.reached.get(test.path) ?? {};
    return { failure, reached: sum([inProcess, ...reachedByStarted()]) };
  }
}

async function loadJest() {
  const require = createRequire(path.resolve('package.json'));
  const { readConfigs } = require('jest-config');
  const { default: JestRunner } = require('jest-runner');
  const { default: Runtime } = require('jest-runtime');
  const { SearchSource } = require('@jest/core');
  const argv = { $0: 'jest', _: [], runInBand: true, silent: true, testTimeout: 15_000 };
  const file = path.resolve('test/mutation/jest.config.js');
  const { globalConfig, configs } = await readConfigs({ ...argv, config: file }, [file]);
  const context = await Runtime.createContext(configs[0], { maxWorkers: 1, watchman: false });
  const { tests } = await new SearchSource(context).getTestPaths(globalConfig, configs[0]);
  const failureOf = async (test) => {
    let failure;
    const runner = new JestRunner(globalConfig, {});
    runner.on('test-file-success', ([, { failureMessage }]) => (failure = failureMessage));
    runner.on('test-file-failure', ([, error]) => (failure = String(error.stack ?? error)));
    await runner.runTests([test], { isInterrupted: () => false }, { serial: true });
    return failure || undefined;
  };
  return { tests, failureOf };
}

/** First the test at the path of the file, then those of its folder. */
function nearestFirst(tests, file) {
  const own = file.replace(/^lib\/(.*)\.ts$/, 'test/$1.test.ts').split('/');
  const nearness = (test) => {
    const parts = test.split('/');
    const different = parts.findIndex((part, index) => part !== own[index]);
    return different === -1 ? Infinity : different;
  };
  return [...tests].sort((a, b) => nearness(b) - nearness(a)).slice(0, NEAREST);
}

function reachedByStarted() {
  return readdirSync(started())
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(started(), name), 'utf8')));
}

function sum(counts) {
  const total = {};
  for (const [id, count] of counts.flatMap(Object.entries)) total[id] = (total[id] ?? 0) + count;
  return total;
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'test-files', TestFilesRunner),
];
