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

test('in a new stack there is just our entry', () => {
  expect(lockFileText('', own, [])).toBe(ownEntry);
});

test('what the engine made of it stays as it is', () => {
  const current = `${header}\n${ownEntry}`;
  expect(lockFileText(current, own, [])).toBe(current);
});

test('our entry of another version is replaced where it stands', () => {
  const before = entryOf('registry.terraform.io/hashicorp/time', '0.13.1');
  const after = entryOf('xyz.example/acme/other', '1.0.0');
  const outdated = entryOf(own.source, '1.2.2');
  expect(lockFileText(`${header}\n${before}\n${outdated}\n${after}`, own, [])).toBe(
    `${header}\n${before}\n${ownEntry}\n${after}`,
  );
});

test('the other providers of the stack are named in a comment, with their full addresses', () => {
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

test('doing it again changes nothing', () => {
  const others = [{ source: 'hashicorp/time', version: '~> 0.13' }];
  const entry = entryOf('registry.terraform.io/hashicorp/time', '0.13.1', '~> 0.13');
  const once = lockFileText(`${header}\n${entry}`, own, others);
  expect(once).toContain(entry);
  expect(lockFileText(once, own, others)).toBe(once);
});

test('a comment that is no longer needed goes', () => {
  const noted = lockFileText(header, own, [{ source: 'hashicorp/time' }]);
  expect(lockFileText(noted, own, [])).toBe(`${header}\n${ownEntry}`);
});

test.each(['registry.terraform.io', 'registry.opentofu.org'])(
  'an entry from %s goes when the stack asks for another version',
  (registry) => {
    const entry = entryOf(`${registry}/hashicorp/time`, '0.13.1');
    const text = (version: string) =>
      lockFileText(`${header}\n${entry}`, own, [{ source: 'hashicorp/time', version }]);
    expect(text('0.14.2')).not.toContain('0.13.1');
    expect(text('>= 0.13, < 0.14')).toContain(entry);
  },
);

test('an entry stays while nothing or an unknown provider is asked for', () => {
  const entry = entryOf('registry.terraform.io/hashicorp/time', '0.13.1');
  expect(lockFileText(entry, own, [{ source: 'hashicorp/time' }])).toContain(entry);
  expect(lockFileText(entry, own, [])).toContain(entry);
});
