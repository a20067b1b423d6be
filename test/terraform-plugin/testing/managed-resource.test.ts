/** Objects of the toy provider, whose process is called as an engine calls it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildProviderExecutable,
  ManagedResource,
  ProviderProcess,
} from '../../../lib/terraform-plugin/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'managed-resource-'));
const file = path.join(folder, 'note.txt');
let provider: ProviderProcess;
let notes: ManagedResource;

beforeAll(async () => {
  const entry = path.join(__dirname, '../../../examples/toy-provider/main.ts');
  provider = await ProviderProcess.start(buildProviderExecutable(entry, folder, 'toy'));
  notes = await ManagedResource.of(provider.call, 'toy_note');
});

afterAll(async () => {
  await provider.end();
  rmSync(folder, { recursive: true });
});

test('a configuration that is not valid is reported', async () => {
  expect(await notes.validate({})).toEqual([
    'error: Invalid value of "path"; It must be set. @ path',
  ]);
});

test('an object is created, read, changed and deleted', async () => {
  const created = await notes.apply(await notes.plan({ path: file }));
  expect(created.state).toEqual({ path: file, text: 'Hello', size: 5n, timeouts: null });
  writeFileSync(file, 'Bye');
  const drifted = await notes.read(created);
  expect(drifted.state).toMatchObject({ text: 'Bye', size: 3n });
  const planned = await notes.plan({ path: file, text: 'Hi' }, drifted);
  expect(planned).toMatchObject({ state: { text: 'Hi', size: 2n }, requiresReplace: [] });
  const changed = await notes.apply(planned, drifted);
  expect([changed.diagnostics, readFileSync(file, 'utf8')]).toEqual([[], 'Hi']);
  const deleted = await notes.apply(await notes.plan(null, changed), changed);
  expect([deleted.state, existsSync(file)]).toEqual([null, false]);
});

test('an object is imported, and its stored state is read again', async () => {
  writeFileSync(file, 'Hi');
  const { state } = await notes.import(file);
  expect(state).toMatchObject({ path: file, text: 'Hi', size: 2n });
  const stored = JSON.stringify({ path: file, text: 'Hi', size: 2, timeouts: null });
  expect((await notes.upgrade(stored)).state).toEqual(state);
});

test('an object of another path is a new one', async () => {
  const created = await notes.apply(await notes.plan({ path: file }));
  const elsewhere = await notes.plan({ path: `${file}.2` }, created);
  expect(elsewhere.requiresReplace).toEqual(['path']);
});
