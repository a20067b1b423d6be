import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { providerDocs } from '../../../scripts/generate/provider-docs';

const root = path.join(__dirname, '../../..');
const folders = ['docs/data-sources', 'docs/ephemeral-resources', 'docs/resources'];

test('the reference of the provider is that of its schemas; otherwise run `npm run generate`', () => {
  const pages = [
    'docs/index.md',
    ...folders.flatMap((folder) =>
      readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
    ),
  ];
  const committed = pages.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(providerDocs()));
});

test('the reference says what is required, secret and nested', () => {
  const links = providerDocs().get('docs/data-sources/backup_download_links.md');
  expect(links).toContain('### Required\n\n- `instance_id` (String) ID of the instance');
  expect(links).toContain('- `download_link` (String, Sensitive)');
  expect(links).toContain('### Nested Schema for `timeouts`');
  const backups = providerDocs().get('docs/data-sources/backups.md');
  expect(backups).toContain('### Nested Schema for `backups.datastore`');
});
