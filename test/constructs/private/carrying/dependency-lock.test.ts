import { lockFileText } from '../../../../lib/constructs/private/carrying/dependency-lock';

const own = { source: 'terraform.internal/huaweicloud/dds', version: '1.2.3', h1: 'h1:own=' };

const ownEntry = `provider "terraform.internal/huaweicloud/dds" {
  version     = "1.2.3"
  constraints = "1.2.3"
  hashes = [
    "h1:own=",
  ]
}
`;

const header = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const entryOf = (source: string, version: string, constraints = version) =>
  `provider "${source}" {
  version     = "${version}"
  constraints = "${constraints}"
  hashes = [
    "h1:theirs=",
    "zh:0123",
  ]
}
`;

test('a new stack has only our entry', () => {
  expect(lockFileText('', own, [])).toBe(ownEntry);
});

test('a file rewritten by the engine is kept unchanged', () => {
  const current = `${header}\n${ownEntry}`;
  expect(lockFileText(current, own, [])).toBe(current);
});

test('a byte order mark hides no entry', () => {
  expect(lockFileText(`\ufeff${entryOf(own.source, '1.2.2')}`, own, [])).toBe(ownEntry);
});

test('our entry of another version is replaced in place', () => {
  const before = entryOf('registry.terraform.io/hashicorp/time', '0.13.1');
  const after = entryOf('xyz.example/acme/other', '1.0.0');
  const outdated = entryOf(own.source, '1.2.2');
  expect(lockFileText(`${header}\n${before}\n${outdated}\n${after}`, own, [])).toBe(
    `${header}\n${before}\n${ownEntry}\n${after}`,
  );
});

test('the other providers of the stack are listed in a comment with their full addresses', () => {
  const others = [
    { source: 'time', version: '0.13.1' },
    { source: 'huaweicloud/huaweicloud', version: '~> 1.70' },
    { source: 'example.com/acme/other' },
  ];
  expect(lockFileText('', own, others)).toMatchInlineSnapshot(`
   "provider "terraform.internal/huaweicloud/dds" {
     version     = "1.2.3"
     constraints = "1.2.3"
     hashes = [
       "h1:own=",
     ]
   }

   /* For cdktf-cli; engines ignore this comment.
   provider "registry.terraform.io/hashicorp/time" {
     constraints = ">= 0"
   }
   provider "registry.terraform.io/huaweicloud/huaweicloud" {
     constraints = ">= 0"
   }
   provider "example.com/acme/other" {
     constraints = ">= 0"
   }
   */
   "
  `);
});

test('a second run changes nothing', () => {
  const others = [{ source: 'hashicorp/time', version: '~> 0.13' }];
  const entry = entryOf('registry.terraform.io/hashicorp/time', '0.13.1', '~> 0.13');
  const once = lockFileText(`${header}\n${entry}`, own, others);
  expect(once).toContain(entry);
  expect(lockFileText(once, own, others)).toBe(once);
});

test('a comment that is no longer needed is removed', () => {
  const noted = lockFileText(header, own, [{ source: 'hashicorp/time' }]);
  expect(lockFileText(noted, own, [])).toBe(`${header}\n${ownEntry}`);
});

test.each(['registry.terraform.io', 'registry.opentofu.org'])(
  'an entry from %s is removed if the stack requires another version',
  (registry) => {
    const entry = entryOf(`${registry}/hashicorp/time`, '0.13.1');
    const text = (version: string) =>
      lockFileText(`${header}\n${entry}`, own, [{ source: 'hashicorp/time', version }]);
    expect(text('0.14.2')).not.toContain('0.13.1');
    expect(text('>= 0.13, < 0.14')).toContain(entry);
  },
);

test.each([
  ['without blanks', 'version="0.13.1"'],
  ['with many blanks', '   version   =   "0.13.1"'],
  ['after a comment on another version', '# version = "0.14.2"\n  version = "0.13.1"'],
])('the version of an entry is read %s', (_, line) => {
  const source = 'registry.terraform.io/hashicorp/time';
  const entry = entryOf(source, '0.13.1').replace(/version +=.*/, line);
  const text = (version: string) =>
    lockFileText(`${header}\n${entry}`, own, [{ source: 'hashicorp/time', version }]);
  expect(text('0.14.2')).not.toContain('h1:theirs=');
  expect(text('0.13.1')).toContain(entry);
});

test('an entry is kept if the stack requires no version, or an unknown provider', () => {
  const entry = entryOf('registry.terraform.io/hashicorp/time', '0.13.1');
  expect(lockFileText(entry, own, [{ source: 'hashicorp/time' }])).toContain(entry);
  expect(lockFileText(entry, own, [])).toContain(entry);
});

describe('a file edited by others', () => {
  const outdated = entryOf(own.source, '1.2.2');

  test('with Windows line endings has our entry replaced', () => {
    const before = entryOf('registry.terraform.io/hashicorp/time', '0.13.1');
    const text = `${header}\n${before}\n${outdated}`.replaceAll('\n', '\r\n');
    expect(lockFileText(text, own, [])).toBe(`${header}\n${before}\n${ownEntry}`);
  });

  test.each<[string, string]>([
    [
      'tabs',
      outdated.replaceAll('  ', '\t').replace('provider ', 'provider\t').replace(' {', '\t{'),
    ],
    ['blanks before and after', outdated.replace(/^(?=.)/gm, '  ').replaceAll('\n', ' \n')],
    ['no line end', outdated.trimEnd()],
    ['a comment in its last line', `${outdated.trimEnd()} # the end }\n`],
    ['comments within', outdated.replace('{\n', '{\n  # } an end\n  /* } */ // "}\n')],
    ['a brace in a text', outdated.replace('h1:theirs', 'h1:}{}')],
    ['blank lines', outdated.replaceAll('\n', '\n\n')],
    ['another entry of ours', `${outdated}\n${outdated}`],
  ])('with %s has our entry replaced', (_, entry) => {
    const after = entryOf('xyz.example/acme/other', '1.0.0');
    const text = lockFileText(`${header}\n${entry}\n\n${after}`, own, []);
    expect(text).toBe(`${header}\n${ownEntry}\n${after}`);
  });

  // cdktf-cli would take them for entries, and ours for one without constraints.
  test.each<[string, string]>([
    ['line by line', outdated.replace(/^(?=.)/gm, '# ')],
    ['with slashes', outdated.replace(/^(?=.)/gm, '//')],
    ['as a whole', `/*\n${outdated}*/\n`],
    ['in one line', `# ${outdated.replaceAll('\n', ' ')}\n`],
    ['with tabs', `#${outdated.replaceAll('\n', ' ').replaceAll(' ', '\t\t')}\n`],
    ['without an end', `/* ${outdated}`],
  ])('with our entry commented out %s gets a real one', (_, comment) => {
    expect(lockFileText(`${header}\n${comment}`, own, [])).toBe(`${header}\n${ownEntry}`);
    expect(lockFileText(`${header}\n${ownEntry}\n${comment}`, own, [])).toBe(
      `${header}\n${ownEntry}`,
    );
  });

  test('in the middle of our entry has it replaced, with all that follows', () => {
    const cut = outdated.slice(0, outdated.indexOf(']'));
    expect(lockFileText(`${header}\n${cut}`, own, [])).toBe(`${header}\n${ownEntry}`);
  });

  test('keeps all other comments and entries', () => {
    const entry = entryOf('xyz.example/acme/other', '1.0.0');
    const text = `${header}\n# Why: "provider" is a word, too.\n\n${entry}\n${ownEntry}`;
    expect(lockFileText(text, own, [])).toBe(text);
  });
});
