import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  carriedProvider,
  carryInto,
} from '../../../../lib/constructs/private/carrying/carried-provider';
import { writePackages } from '../../../../scripts/bundle/packages';

const source = 'terraform.internal/huaweicloud/dds';

let scratch: string;

beforeEach(() => {
  scratch = fs.mkdtempSync(path.join(tmpdir(), 'dds-carried-'));
});

afterEach(() => fs.rmSync(scratch, { recursive: true }));

async function packed(version: string, folder = 'packages') {
  const content = Buffer.from(version);
  await writePackages(path.join(scratch, folder), {
    source,
    version,
    files: [{ name: 'terraform-provider-dds', content, mode: 0o755 }],
  });
  return carriedProvider(path.join(scratch, folder));
}

const stack = () => path.join(scratch, 'stack');
const mirror = () => path.join(stack(), 'terraform.d/plugins', source);

test('the mirror of the stack contains the packages of every platform, and nothing else', async () => {
  const provider = await packed('1.2.3');
  carryInto(stack(), provider, []);
  expect(fs.readdirSync(mirror()).sort()).toEqual([
    'terraform-provider-dds_1.2.3_darwin_amd64.zip',
    'terraform-provider-dds_1.2.3_darwin_arm64.zip',
    'terraform-provider-dds_1.2.3_linux_amd64.zip',
    'terraform-provider-dds_1.2.3_linux_arm64.zip',
  ]);
  for (const name of provider.packages) {
    expect(fs.readFileSync(path.join(mirror(), name))).toEqual(fs.readFileSync(provider.published));
  }
  expect(fs.readdirSync(stack()).sort()).toEqual(['.terraform.lock.hcl', 'terraform.d']);
});

test('the lock file contains the version and hash of the packages', async () => {
  const provider = await packed('1.2.3');
  carryInto(stack(), provider, []);
  const lock = fs.readFileSync(path.join(stack(), '.terraform.lock.hcl'), 'utf8');
  expect(lock).toContain('version     = "1.2.3"');
  expect(lock).toContain(`"${provider.h1}"`);
});

test('a correct lock file is not rewritten', async () => {
  const provider = await packed('1.2.3');
  carryInto(stack(), provider, []);
  const lock = path.join(stack(), '.terraform.lock.hcl');
  const { ino } = fs.statSync(lock);
  carryInto(stack(), provider, []);
  expect(fs.statSync(lock).ino).toBe(ino);
});

test('packages of an older version are removed, and other files are kept', async () => {
  carryInto(stack(), await packed('1.2.2'), []);
  fs.writeFileSync(path.join(mirror(), 'README'), '');
  carryInto(stack(), await packed('1.2.3', 'newer'), []);
  const left = fs.readdirSync(mirror());
  expect(left.filter((name) => name.includes('1.2.2'))).toEqual([]);
  expect(left).toContain('README');
});

test('packages of a read-only installation can be copied repeatedly', async () => {
  const provider = await packed('1.2.3');
  fs.chmodSync(provider.published, 0o444);
  carryInto(stack(), provider, []);
  carryInto(stack(), provider, []);
  expect(fs.readdirSync(mirror())).toHaveLength(4);
});

test('without packages, the error says how to get them', () => {
  expect(() => carriedProvider('/opt/library/build/packages')).toThrowErrorMatchingInlineSnapshot(
    `"the packed provider is missing in /opt/library/build/packages: reinstall cdktf-huaweicloud-dds, or run "npm run build" in a checkout of it"`,
  );
});
