/**
 * Generates the code for `lib/terraform-plugin/protocol/*.proto` into the folder given, by default beside the
 * definitions. Offline: buf drives the plugin that is installed here.
 */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = join(__dirname, '..');
const definitions = join(root, 'lib/terraform-plugin/protocol');

const plugin = {
  local: join(root, 'node_modules/.bin/protoc-gen-ts_proto'),
  out: '.',
  include_imports: true,
  opt: [
    'outputServices=generic-definitions',
    'outputJsonMethods=false',
    'useExactTypes=false',
    'exportCommonSymbols=false',
    'oneof=unions-value',
    'forceLong=bigint',
    'unrecognizedEnum=false',
  ],
};

execFileSync(
  join(root, 'node_modules/.bin/buf'),
  [
    ...['generate', definitions, '--output', resolve(process.argv[2] ?? definitions)],
    ...['--template', JSON.stringify({ version: 'v2', plugins: [plugin] })],
  ],
  { stdio: 'inherit' },
);
