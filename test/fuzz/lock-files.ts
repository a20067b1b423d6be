import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  lockFileText,
  type RequiredProvider,
} from '../../lib/constructs/private/carrying/dependency-lock';
import { partsOf } from '../../lib/constructs/private/carrying/lock-file-parts';
import { always } from './property';

const own = { source: 'terraform.internal/huaweicloud/dds', version: '1.2.3', h1: 'h1:own=' };

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const source = fc.oneof(
  word.map((name) => `hashicorp/${name}`),
  fc.tuple(word, word).map((parts) => parts.join('/')),
  fc.tuple(word, word, word).map(([host, space, name]) => `${host}.example/${space}/${name}`),
);
const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((parts) => parts.join('.'));
const others = fc.array(
  fc.record<RequiredProvider>({ source, version: version.map((each) => `~> ${each}`) }),
  { maxLength: 4 },
);

const entry = fc
  .tuple(source, version, fc.boolean())
  .map(([address, number, isOwn]) =>
    [
      `provider "${isOwn ? own.source : `registry.terraform.io/${address}`}" {`,
      `  version     = "${number}"`,
      `  constraints = "${number}"`,
      '  hashes = [',
      '    "zh:0123", # a "{" in a comment',
      '  ]',
      '}\n',
    ].join('\n'),
  );
const comment = fc.oneof(
  fc.stringMatching(/^[a-z "{}]{0,20}$/).map((text) => `# ${text}\n`),
  fc.stringMatching(/^[a-z "{}\n]{0,20}$/).map((text) => `/* ${text} */\n`),
);
const unknown = fc.tuple(word, word).map(([block, name]) => `${block} "${name}" {\n  a = "b"\n}\n`);
const lockFile = fc
  .array(fc.oneof(entry, comment, unknown, fc.constantFrom('\n', '\n\n\n')), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** The lines that cdktf-cli 0.21 looks at (`TerraformProviderLock.parseProviderLockFile`). */
function asCdktfReads(text: string): Map<string, { version?: string; constraints?: string }> {
  const providers = new Map<string, { version?: string; constraints?: string }>();
  let current: { version?: string; constraints?: string } | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (current === undefined) {
      const opened = /provider "(.*)"/.exec(line)?.[1];
      if (opened !== undefined) providers.set(opened, (current = {}));
      continue;
    }
    const constraints = /^\s*constraints\s+=\s+"(.*)"/.exec(line)?.[1];
    const locked = /^\s*version\s+=\s+"(.*)"/.exec(line)?.[1];
    if (constraints !== undefined) current.constraints = constraints;
    else if (locked !== undefined) current.version = locked;
    else if (/^\s*}/.test(line)) current = undefined;
  }
  return providers;
}

function addressOf(provider: RequiredProvider): string {
  return provider.source.split('/').length === 2
    ? `registry.terraform.io/${provider.source}`
    : provider.source;
}

export const lockFiles = [
  always(
    'the parts of any text are the text',
    [
      fc.oneof(
        lockFile,
        fc.string(),
        fc.stringMatching(/^(?:provider "a\/b" \{|[#/*"{}\n\\ ]){0,12}$/),
      ),
    ],
    (text) => {
      assert.equal(
        partsOf(text)
          .map((part) => part.text)
          .join(''),
        text,
      );
    },
  ),

  always('what is written stays as it is', [lockFile, others], (current, required) => {
    const once = lockFileText(current, own, required);
    assert.equal(lockFileText(once, own, required), once);
  }),

  always(
    'cdktf-cli finds our provider and all others of the stack',
    [lockFile, others],
    (current, required) => {
      const providers = asCdktfReads(lockFileText(current, own, required));
      assert.deepEqual(providers.get(own.source), {
        version: own.version,
        constraints: own.version,
      });
      for (const provider of required)
        assert.equal(providers.get(addressOf(provider))?.constraints, '>= 0');
    },
  ),

  always(
    'the engine finds our entry once, and every entry and block that is not ours',
    [lockFile],
    (current) => {
      const written = partsOf(lockFileText(current, own, []));
      assert.equal(written.filter((part) => part.source === own.source).length, 1);
      const foreignParts = (parts: typeof written) =>
        parts
          .filter((part) => !part.isComment && part.source !== own.source)
          .map((part) => part.text.trim())
          .filter((text) => text !== '');
      assert.deepEqual(foreignParts(written), foreignParts(partsOf(current)));
    },
  ),
];
