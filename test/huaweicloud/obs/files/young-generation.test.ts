import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

/** In a process of its own: the heap of this one has grown already. */
const PROGRAM = `
const { open } = require('node:fs/promises');
const { getHeapSpaceStatistics } = require('node:v8');
const { FollowingHashes } = require('./lib/huaweicloud/obs/files/following-hash');

const youngGeneration = () =>
  getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size;
const kept = [];
const allocate = () => {
  for (let count = 0; count < 3e6; count += 1) kept[count % 100_000] = { count, of: [count] };
  return youngGeneration();
};
async function main() {
  const hashes = new FollowingHashes();
  const file = await open('package.json');
  const hash = hashes.follow(file.fd);
  hash.advance(100);
  await hash.end(100);
  const during = allocate();
  await hashes.close();
  await file.close();
  console.log(JSON.stringify({ during, after: allocate() }));
}
void main();
`;

test('the memory for new objects grows after a download, but not meanwhile', () => {
  const args = ['--import', 'tsx', '--eval', PROGRAM];
  const output = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const { during = NaN, after } = JSON.parse(output) as Record<string, number>;
  // So many objects make it as large as it may become.
  expect(after).toBeGreaterThan(during);
});
