import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Bundles the provider that starts with the module `entry` into one executable file, which finds Node.js on the PATH.
 *
 * @param type the last part of the provider's source
 * @returns the path of the executable
 */
export function buildProviderExecutable(entry: string, folder: string, type: string): string {
  const outfile = path.join(folder, `terraform-provider-${type}`);
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'silent', // a failure is thrown, with all its messages
  });
  chmodSync(outfile, 0o755);
  return outfile;
}
