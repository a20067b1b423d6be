import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const committed = join(root, 'lib/terraform-plugin/protocol');
const fresh = mkdtempSync(join(tmpdir(), 'protocol-'));

afterAll(() => rmSync(fresh, { recursive: true }));

test('the committed code is what the definitions generate', () => {
  const script = join(root, 'scripts/generate-protocol.ts');
  execFileSync(process.execPath, ['--import', 'tsx', script, fresh], { cwd: root });

  const generated = (folder: string) => {
    const files = readdirSync(folder, { encoding: 'utf8', recursive: true });
    return Object.fromEntries(
      files
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  };
  expect(generated(committed)).toEqual(generated(fresh));
}, 30_000);
