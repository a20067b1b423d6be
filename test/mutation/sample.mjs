// A checker for Stryker that lets a random part of the mutants through: the same one for the same seed.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const { MUTATION_SAMPLE = '100', MUTATION_SEED = '' } = process.env;

class Sample {
  async init() {}

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, resultOf(mutant)]));
  }

  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }
}

/** Stryker counts what does not compile as no mutant. */
function resultOf(mutant) {
  return percentOf(mutant) < Number(MUTATION_SAMPLE)
    ? { status: CheckStatus.Passed }
    : { status: CheckStatus.CompileError, reason: 'not in the sample' };
}

function percentOf({ fileName, mutatorName, replacement, location }) {
  const file = path.relative(process.cwd(), fileName);
  const identity = JSON.stringify([MUTATION_SEED, file, mutatorName, replacement, location]);
  return (createHash('sha256').update(identity).digest().readUInt32BE() / 2 ** 32) * 100;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
