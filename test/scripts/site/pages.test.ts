import { pageText, sections } from '../../../scripts/site/pages';
import { documents } from '../../documents/blocks';

const pages = sections().flatMap(({ pages }) => pages);

test('every document is a page of the site, once', () => {
  const sources = pages.map(({ source }) => source);
  expect(sources.toSorted()).toEqual([...new Set([...documents, 'API.md'])].toSorted());
  expect(new Set(pages.map(({ target }) => target)).size).toBe(pages.length);
});

test('pages link to each other, and to the repository for everything else', () => {
  const textOf = (source: string) => pageText(pages.find((page) => page.source === source)!);
  const readme = textOf('README.md');
  expect(readme).toContain('[`Backup`](./backups.md)');
  expect(readme).toContain('](./demo.svg)');
  expect(readme).toMatch(
    /\[an example\]\(https:\/\/github\.com\/\S+\/examples\/backup-links\/main\.ts\)/,
  );
  expect(textOf('docs/plain-hcl.md')).toContain('](./data-sources/backups.md)');
  expect(textOf('docs/data-sources/backups.md')).toContain('](../plain-hcl.md)');
  expect(textOf('docs/pipelines.md')).toContain('](./index.md#limits)');
  expect(textOf('API.md')).toContain('<a id="cdktf-huaweicloud-dds.Backup"></a>\n\n### Backup\n');
});
