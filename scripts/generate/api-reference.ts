/** `npm run generate:api`: makes API.md, the reference of the constructs, from what jsii has compiled. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Documentation, Language } from 'jsii-docgen';

const root = path.join(__dirname, '../..');

/** The packages whose types the reference names: ours, and its peers. */
const packages = {
  'cdktf-huaweicloud-dds': root,
  cdktf: path.join(root, 'node_modules/cdktf'),
  constructs: path.join(root, 'node_modules/constructs'),
};

/** The reference, of the last build. */
export async function apiReference(): Promise<string> {
  // Given the checkout, jsii-docgen would install it somewhere, from a registry.
  const assemblies = await mkdtemp(path.join(tmpdir(), 'dds-api-'));
  try {
    for (const [name, folder] of Object.entries(packages)) {
      await mkdir(path.join(assemblies, name));
      for (const file of ['.jsii', '.jsii.gz'].filter((it) => existsSync(path.join(folder, it)))) {
        await cp(path.join(folder, file), path.join(assemblies, name, file));
      }
    }
    const documentation = await Documentation.forAssembly('cdktf-huaweicloud-dds', assemblies);
    const reference = await documentation.toMarkdown({ language: Language.TYPESCRIPT });
    return `<!-- Made by \`npm run generate:api\` from lib/constructs. -->\n\n${reference.render().trim()}\n`;
  } finally {
    await rm(assemblies, { recursive: true });
  }
}

async function main(): Promise<void> {
  await writeFile(path.join(root, 'API.md'), await apiReference());
}

if (require.main === module) void main();
