/**
 * `npm run docs:check`: visits every page of the built site in a headless Chromium, and every link between pages.
 *
 * Fails where a page has an error, where a link or its heading is missing, and where the search finds nothing. With
 * `--screenshots DIR` it leaves pictures of some pages. Without a browser it says so, and fails.
 */
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runScript } from '../run-script';
import { openBrowser, type Browser, type Tab } from './browser';
import { sections } from './pages';

const built = path.join(__dirname, '../../build/site');
const base = process.env.SITE_BASE ?? '/cdktf-huaweicloud-dds/';

/** What a page has, as its own script reads it. */
interface Content {
  readonly title: string;
  readonly ids: readonly string[];
  /** Absolute, of this site and of others. */
  readonly links: readonly string[];
}

const READ_CONTENT = `({
  title: document.querySelector('h1')?.innerText ?? '',
  ids: [...document.querySelectorAll('[id], a[name]')].flatMap(({ id, name }) => [id, name]).filter(Boolean),
  links: [...document.querySelectorAll('.vp-doc a[href], .VPSidebar a[href]')].map(({ href }) => href),
})`;

void runScript(async (signal) => {
  const { values } = parseArgs({ options: { screenshots: { type: 'string' } } });
  if (!existsSync(built))
    throw new Error('There is no site in build/site: run `npm run docs` first.');
  const browser = await openBrowser();
  if (browser === undefined) {
    throw new Error(
      'NOT CHECKED: there is no Chromium on this machine. Install it, or name it in CHROMIUM.',
    );
  }
  const server = await serve();
  signal.addEventListener('abort', () => void browser.close(), { once: true });
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const problems = await check(browser, origin);
    if (values.screenshots !== undefined) await takePictures(browser, origin, values.screenshots);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await browser.close();
    server.close();
  }
});

/** The site, as GitHub Pages serves it: below its base, and without `.html` in its addresses. */
async function serve(): Promise<Server> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const inSite = pathname.startsWith(base) ? pathname.slice(base.length) : undefined;
    const file =
      inSite === undefined
        ? undefined
        : ['', '.html', 'index.html']
            .map((end) => path.join(built, `${decodeURIComponent(inSite)}${end}`))
            .find(
              (name) =>
                name.startsWith(built) && statSync(name, { throwIfNoEntry: false })?.isFile(),
            );
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function check(browser: Browser, origin: string): Promise<string[]> {
  const problems: string[] = [];
  const contents = new Map<string, Content>();
  for (const { target } of sections().flatMap(({ pages }) => pages)) {
    const url = addressOf(origin, target);
    const tab = await browser.newPage();
    watch(tab, url, problems);
    await tab.goto(url, { waitUntil: 'networkidle' });
    await tab.waitForLoadState('load');
    const content = (await tab.evaluate(READ_CONTENT)) as Content;
    if (content.title === '' || content.title === '404') problems.push(`${url}: no heading`);
    contents.set(url, content);
    await tab.close();
  }
  problems.push(...brokenLinks(contents, origin));
  problems.push(...(await searchProblems(browser, origin)));
  const links = [...contents.values()].flatMap(({ links }) => links);
  const outside = new Set(links.filter((link) => !link.startsWith(origin)));
  console.log(
    `${contents.size} pages, ${links.length} links, the search; ${outside.size} addresses elsewhere, which were not visited.`,
  );
  return problems;
}

const addressOf = (origin: string, target: string) =>
  `${origin}${base}${target.replace(/(?:^|(?<=\/))index\.md$/, '').replace(/\.md$/, '.html')}`;

function watch(tab: Tab, url: string, problems: string[]): void {
  tab.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${url}: ${message.text()}`);
  });
  tab.on('pageerror', (error) => problems.push(`${url}: ${error.message}`));
  tab.on('requestfailed', (request) => problems.push(`${url}: ${request.url()} failed`));
}

function brokenLinks(contents: ReadonlyMap<string, Content>, origin: string): string[] {
  return [...contents].flatMap(([url, { links }]) =>
    [...new Set(links)]
      .filter((link) => link.startsWith(origin))
      .filter((link) => {
        const { origin: host, pathname, hash } = new URL(link);
        const page = contents.get(`${host}${pathname}`);
        return (
          page === undefined ||
          !(hash === '' || page.ids.includes(decodeURIComponent(hash.slice(1))))
        );
      })
      .map((link) => `${url}: the link ${link} leads nowhere`),
  );
}

async function searchProblems(browser: Browser, origin: string): Promise<string[]> {
  const tab = await browser.newPage();
  await tab.goto(`${origin}${base}`, { waitUntil: 'networkidle' });
  await tab.click('.DocSearch-Button');
  await tab.fill('#localsearch-input', 'minimumValidity');
  try {
    await tab.waitForSelector('.VPLocalSearchBox .result', { timeout: 10_000 });
    return [];
  } catch {
    return ['the search for minimumValidity finds nothing'];
  } finally {
    await tab.close();
  }
}

async function takePictures(browser: Browser, origin: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [target, colorScheme] of [
    ['index.md', 'light'],
    ['backups.md', 'dark'],
    ['api.md', 'light'],
  ] as const) {
    const tab = await browser.newPage();
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width: 1280, height: 900 });
    await tab.goto(addressOf(origin, target), { waitUntil: 'networkidle' });
    await tab.screenshot({ path: path.join(folder, `${target.replace('.md', '')}.png`) });
    await tab.close();
  }
}
