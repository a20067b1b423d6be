import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const fresh = mkdtempSync(join(tmpdir(), 'protocol-'));

beforeAll(() => {
  const script = join(root, 'scripts/generate/protocol.ts');
  execFileSync(process.execPath, ['--import', 'tsx', script, fresh], { cwd: root });
}, 30_000);

afterAll(() => rmSync(fresh, { recursive: true }));

test.each(['lib/terraform-plugin/protocol', 'lib/terraform-plugin/testing/protocol'])(
  'the committed code in %s is what the definitions generate',
  (folder) => {
    expect(generated(join(root, folder))).toEqual(generated(join(fresh, folder)));
  },
);

function generated(folder: string) {
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true });
  return Object.fromEntries(
    files
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
