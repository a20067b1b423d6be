import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const repository = 'https://github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds/blob/main';

/** A page of the site. */
export interface Page {
  /** The document in the repository, such as `docs/backups.md`. */
  readonly source: string;
  /** The page among those of the site, such as `backups.md`. */
  readonly target: string;
  readonly title: string;
}

export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** What the menu of the site shows, in this order; a name that ends with a slash stands for a folder. */
const menu = {
  Start: ['README.md', 'docs/pipelines.md', 'docs/languages.md', 'docs/testing.md'],
  Constructs: [
    'docs/backups.md',
    'docs/backup-download-links.md',
    'docs/ephemeral-backup-download-links.md',
    'docs/backup-download.md',
    'docs/dds-provider.md',
    'API.md',
  ],
  'Without constructs': [
    'docs/dds-backup.md',
    'docs/kubernetes.md',
    'docs/restoring.md',
    'docs/plain-hcl.md',
  ],
  Provider: ['docs/index.md', 'docs/data-sources/', 'docs/ephemeral-resources/', 'docs/resources/'],
  'When something fails': ['docs/troubleshooting.md', 'docs/error-codes.md'],
  Project: [
    'CHANGELOG.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'docs/live-test.md',
    'DESIGN.md',
    'docs/decisions/',
  ],
} as const;

export function sections(): readonly Section[] {
  return Object.entries(menu).map(([title, names]) => ({
    title,
    pages: names.flatMap(documentsOf).map(pageOf),
  }));
}

function documentsOf(name: string): string[] {
  if (!name.endsWith('/')) return [name];
  return readdirSync(path.join(root, name))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${name}${file}`);
}

function pageOf(source: string): Page {
  const [, heading = source] = /^# (.*?)(?: <a .*)?$/m.exec(textOf(source)) ?? [];
  const title = source === 'README.md' ? 'Overview' : heading.replaceAll('`', '');
  return { source, target: targetOf(source), title };
}

/** The README is the first page; the page of the provider, which registries want as `index.md`, is called after it. */
function targetOf(source: string): string {
  if (source === 'README.md') return 'index.md';
  if (source === 'docs/index.md') return 'provider.md';
  return source.replace(/^docs\//, '').replace(/^[A-Z]+\.md$/, (name) => name.toLowerCase());
}

/** As jsii-docgen writes it; VitePress would take it for a part of the heading's name. */
const ANCHOR_IN_HEADING = /^(#+ .*?) <a name="[^"]*" id="([^"]+)"><\/a>$/gm;

/** A document as a page: links lead to other pages, or to the repository if they lead to something else. */
export function pageText({ source, target }: Page): string {
  const text = textOf(source).replace(ANCHOR_IN_HEADING, '<a id="$2"></a>\n\n$1');
  return text.replace(/(!?)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (...match) => {
    const [, , file, anchor = ''] = match as [string, string, string, string?];
    const wanted = path.posix.join(path.posix.dirname(source), file);
    return `](${linkTo(wanted, target)}${anchor})`;
  });
}

function linkTo(wanted: string, from: string): string {
  const page = sections()
    .flatMap(({ pages }) => pages)
    .find(({ source }) => source === wanted);
  const inSite = page?.target ?? (wanted.endsWith('.svg') ? targetOf(wanted) : undefined);
  if (inSite === undefined) return `${repository}/${wanted}`;
  const relative = path.posix.relative(path.posix.dirname(from), inSite);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function textOf(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}
