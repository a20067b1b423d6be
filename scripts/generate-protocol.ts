import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const binary = (name: string) => join(root, 'node_modules', '.bin', name);

/**
 * Writes the TypeScript of each `lib/terraform-plugin/protocol/*.proto` as `*_pb.ts` into `folder`,
 * by default beside the definitions. Offline: buf drives the plugin that is installed here.
 */
export function generateProtocol(folder = join(root, 'lib/terraform-plugin/protocol')): void {
  const template = {
    version: 'v2',
    plugins: [
      { local: binary('protoc-gen-es'), out: folder, opt: ['target=ts', 'import_extension=none'] },
    ],
  };
  execFileSync(
    binary('buf'),
    ['generate', 'lib/terraform-plugin/protocol', '--template', JSON.stringify(template)],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

if (require.main === module) generateProtocol();
