import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtEngine, earlierEngine, engineNames } from '../../../scripts/matrix/built-engine';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dds-engines-'));
  jest.spyOn(console, 'log').mockImplementation();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

/** A module of an engine, where `go` is this script. */
function engineWith(
  go: string,
  module = 'module engines/some\n\ntool example.org/some/cmd/engine\n',
) {
  const modules = path.join(folder, 'modules');
  mkdirSync(path.join(modules, 'some'), { recursive: true });
  writeFileSync(path.join(modules, 'some/go.mod'), module);
  writeFileSync(path.join(folder, 'go'), `#!/bin/sh\n[ "$1" = version ] && exit 0\n${go}\n`);
  chmodSync(path.join(folder, 'go'), 0o755);
  const PATH = `${folder}${path.delimiter}${process.env.PATH ?? ''}`;
  return builtEngine('some', { PATH }, modules);
}

test('three engines can be built beside the one of the machine', () => {
  expect(engineNames()).toEqual(['opentofu-1.11', 'opentofu-1.12', 'terraform-1.5']);
});

test('an engine that Go has built is the one that tests use', () => {
  const engine = engineWith('exit 0');
  expect(engine).toEqual({
    name: 'some',
    env: { TERRAFORM_BINARY_NAME: expect.stringMatching(/\/some\/engine$/) },
  });
});

test('an engine that was not built before is missing if none is to be built', () => {
  engineWith('exit 0');
  expect(earlierEngine('some', path.join(folder, 'modules'))).toEqual({
    name: 'some',
    missing: 'it was not built here: "npm run test:engines -- some" does that',
  });
});

test('without Go an engine is missing', () => {
  expect(builtEngine('opentofu-1.12', { PATH: folder })).toEqual({
    name: 'opentofu-1.12',
    missing: 'Go is not installed',
  });
});

test('an engine that Go cannot build is missing, with the last thing that Go says', () => {
  const engine = engineWith('echo first >&2; echo "dial tcp: lookup proxy.golang.org" >&2; exit 1');
  expect(engine).toEqual({
    name: 'some',
    missing: 'Go could not build it: dial tcp: lookup proxy.golang.org',
  });
});

test('a module that does not name the command of its engine is a mistake', () => {
  expect(() => engineWith('exit 0', 'module engines/some\n')).toThrow(
    'has no line "tool": add the engine\'s command',
  );
});
