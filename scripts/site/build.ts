/**
 * `npm run docs`: builds the documentation as a static site, in `build/site`, from the documents of the repository.
 *
 * SITE_BASE is the path below which it will be served, by default the one of GitHub Pages.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../child-process';
import { runScript } from '../run-script';
import { isInstalled } from './installed';
import { pageText, sections } from './pages';

const root = path.join(__dirname, '../..');
const site = path.join(root, 'site');

void runScript(async (signal) => {
  if (!isInstalled(site)) {
    await run('npm', ['ci', '--ignore-scripts'], { cwd: site, env: process.env, signal });
  }
  await writePages(path.join(site, 'pages'));
  const vitepress = path.join(site, 'node_modules/vitepress/bin/vitepress.js');
  await run(process.execPath, [vitepress, 'build', site], { cwd: site, env: process.env, signal });
});

async function writePages(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const all = sections();
  for (const page of all.flatMap(({ pages }) => pages)) {
    const file = path.join(folder, page.target);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, pageText(page));
  }
  await cp(path.join(root, 'docs/demo.svg'), path.join(folder, 'demo.svg'));
  const sidebar = all.map(({ title, pages }) => ({
    text: title,
    items: pages.map(({ target, title }) => ({
      text: title,
      link: `/${target.replace(/^index\.md$/, '')}`,
    })),
  }));
  await writeFile(path.join(folder, 'sidebar.json'), JSON.stringify(sidebar));
}
