import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const repository = 'https://github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds';

/** `npm run docs` writes it, together with the pages. */
const sidebar = JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8'));

export default defineConfig({
  title: 'cdktf-huaweicloud-dds',
  description: 'Backups of Huawei Cloud Document Database Service (DDS) in CDKTF stacks',
  base: process.env.SITE_BASE ?? '/cdktf-huaweicloud-dds/',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: 'pages',
  outDir: '../build/site',
  // GitHub's rule, by which the documents link to headings.
  markdown: {
    attrs: { disable: true },
    anchor: {
      slugify: (heading) =>
        heading
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
    },
  },
  themeConfig: {
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repository }],
  },
});
