// What mutated sources import first, and the mutated command runs first. In a process that a test has started it does
// what environment.js does elsewhere.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');

const folder = '@folder@';

if (globalThis.__stryker__ === undefined) {
  const active = `${folder}/active`;
  const space = existsSync(active) ? { activeMutant: readFileSync(active, 'utf8') } : {};
  globalThis.__stryker__ = space;
  process.on('exit', () => {
    const reached = space.mutantCoverage?.static;
    if (reached && existsSync(folder)) {
      writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify(reached));
    }
  });
}
