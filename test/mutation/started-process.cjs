// What mutated sources import first, and the mutated command runs first. In a process that a test has started it does
// what environment.js does elsewhere.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');

/** With a folder for each test runner, named by its process. */
const folders = '@folder@';

/** That of the runner which has started this process, directly or by others. */
function folderOfRunner() {
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
    if (existsSync(`${folders}/${pid}`)) return `${folders}/${pid}`;
  }
  return undefined;
}

/** Linux, proc(5): the second field after the name, which is in parentheses. Elsewhere none is known. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

if (globalThis.__stryker__ === undefined) {
  const folder = folderOfRunner();
  const active = `${folder}/active`;
  const space = existsSync(active) ? { activeMutant: readFileSync(active, 'utf8') } : {};
  globalThis.__stryker__ = space;
  process.on('exit', () => {
    const reached = space.mutantCoverage?.static;
    if (reached && folder && existsSync(folder)) {
      writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify(reached));
    }
  });
}
