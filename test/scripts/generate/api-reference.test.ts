import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apiReference } from '../../../scripts/generate/api-reference';

const root = path.join(__dirname, '../../..');

test('API.md is that of the constructs; otherwise run `npm run generate:api`', async () => {
  expect(readFileSync(path.join(root, 'API.md'), 'utf8')).toBe(await apiReference());
});

test('every link of API.md leads to one of its headings, or to a page', () => {
  const reference = readFileSync(path.join(root, 'API.md'), 'utf8');
  const ids = new Set(Array.from(reference.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  const links = Array.from(reference.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});
