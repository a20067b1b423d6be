// A reporter for Stryker that shows at once each fault that no test notices, so that a run may be interrupted.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

class Unnoticed {
  tried = 0;
  missed = 0;
  /** As they were when the run began: somebody may go on working on them. */
  sources = new Map();

  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { fileName } of mutantPlans.map(({ mutant }) => mutant)) {
      if (!this.sources.has(fileName)) this.sources.set(fileName, readFileSync(fileName, 'utf8'));
    }
  }

  onMutantTested({ status, fileName, location, replacement }) {
    if (status === 'Ignored' || status === 'CompileError') return;
    this.tried += 1;
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    this.missed += 1;
    const place = `${path.relative('', fileName)}:${location.start.line}`;
    const original = textAt(this.sources.get(fileName), location);
    const count = `${this.missed} of ${this.tried} tried so far`;
    console.log(`\n${place} ${status} (${count})\n- ${original}\n+ ${replacement}`);
  }
}

/** Lines and columns are counted from 1. */
function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  return [lines[0].slice(start.column - 1), ...lines.slice(1)].join('\n');
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'unnoticed', Unnoticed)];
