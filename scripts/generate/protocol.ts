/**
 * Generates the code for `lib/terraform-plugin/protocol/*.proto` below the root given, by default that of the project:
 * beside the definitions what a provider needs, which reads requests and writes responses, and in `testing` all of it, for
 * what plays the engine in tests. Offline: buf drives the plugin that is installed here.
 */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = join(__dirname, '../..');
const definitions = join(root, 'lib/terraform-plugin/protocol');
const target = resolve(process.argv[2] ?? root);

const options = [
  'outputServices=generic-definitions',
  'outputJsonMethods=false',
  'useExactTypes=false',
  'exportCommonSymbols=false',
  'oneof=unions-value',
  'forceLong=bigint',
  'unrecognizedEnum=false',
];
/**
 * Less than half of the code: what is left out, each start of the provider would read for nothing. Handlers may leave out
 * the fields of a response, so nothing has to complete it.
 */
const provider = [
  'outputPartialMethods=false',
  'useOptionals=all',
  'outputEncodeIncludeTypes=^(?!.*(Request|RawState|FlatmapEntry|ClientCapabilities)$)',
  'outputDecodeIncludeTypes=(Request|RawState|FlatmapEntry|ClientCapabilities|DynamicValue|ResourceIdentityData|Empty)$',
];

generate('lib/terraform-plugin/protocol', [...options, ...provider]);
generate('lib/terraform-plugin/testing/protocol', options);

function generate(folder: string, opt: readonly string[]): void {
  const local = join(root, 'node_modules/.bin/protoc-gen-ts_proto');
  const plugins = [{ local, out: '.', include_imports: true, opt }];
  execFileSync(
    join(root, 'node_modules/.bin/buf'),
    [
      ...['generate', definitions, '--output', join(target, folder)],
      ...['--template', JSON.stringify({ version: 'v2', plugins })],
    ],
    { stdio: 'inherit' },
  );
}
