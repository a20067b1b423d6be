import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { BackupDownloadLinks, type BackupFile, DdsProvider } from '../../lib';

const address = 'data.dds_backup_download_links.links';

function synthesized(value: (links: BackupDownloadLinks, stack: TerraformStack) => unknown) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  const links = new BackupDownloadLinks(stack, 'links', { instanceId: 'i', backupId: 'b' });
  new TerraformOutput(stack, 'out', { value: value(links, stack) });
  const { data, output } = JSON.parse(Testing.synth(stack, true)) as {
    data: { dds_backup_download_links: { links: { lifecycle: { postcondition: object[] } } } };
    output: { out: { value: unknown } };
  };
  const { postcondition } = data.dds_backup_download_links.links.lifecycle;
  return { value: output.out.value, postcondition };
}

/** The condition for the file of a name, which is an expression. */
const isNamed = (name: string) =>
  `contains([file.name, join("/", compact([file.group_name, file.name]))], ${name})`;

const indexOf = (condition: string) => `index([for file in ${address}.files : ${condition}], true)`;

test.each<[string, (links: BackupDownloadLinks) => BackupFile, string]>([
  ['name', ({ files }) => files.named('a.tar.lz4'), isNamed('"a.tar.lz4"')],
  ['group and name', ({ files }) => files.named('shard/a'), isNamed('"shard/a"')],
  ['group', ({ files }) => files.inGroup('shard'), 'file.group_name == "shard"'],
])('a file selected by %s has all attributes', (_, choose, condition) => {
  const { value } = synthesized((links) => {
    const file = choose(links);
    return [file, file.name, file.size, file.downloadLink, file.groupName];
  });
  const file = `${address}.files[${indexOf(condition)}]`;
  expect(value).toEqual([
    `\${${file}}`,
    `\${${file}.name}`,
    `\${${file}.size}`,
    `\${${file}.download_link}`,
    `\${${file}.group_name}`,
  ]);
});

test('a selected file comes with one check per selection that it is the only match', () => {
  const { postcondition } = synthesized(({ files }) => [
    files.named('a').name,
    files.named('a').size,
    files.inGroup('config').name,
  ]);
  const listed =
    'The backup has: ${join(", ", [for file in self.files : join("/", compact([file.group_name, file.name]))])}.';
  const named = `length([for file in self.files : file.name if ${isNamed('"a"')}])`;
  const grouped = 'length([for file in self.files : file.name if file.group_name == "config"])';
  expect(postcondition).toEqual([
    {
      condition: `\${${named} == 1}`,
      error_message: `files.named('a') is for one file, but \${${named}} of the files match. ${listed}`,
    },
    {
      condition: `\${${grouped} == 1}`,
      error_message: `files.inGroup('config') is for one file, but \${${grouped}} of the files match. ${listed}`,
    },
  ]);
});

test('a file can be selected by a name that only the engine knows', () => {
  const { value, postcondition } = synthesized(({ files }, stack) => {
    const name = new TerraformVariable(stack, 'name', {}).stringValue;
    return [files.named(name).size, files.named(`${name}.lz4`).size];
  });
  expect(value).toEqual([
    `\${${address}.files[${indexOf(isNamed('join("", [var.name])'))}].size}`,
    `\${${address}.files[${indexOf(isNamed('join("", ["${var.name}.lz4"])'))}].size}`,
  ]);
  expect(JSON.stringify(postcondition)).toContain("files.named('${var.name}.lz4') is for one");
});

describe.each(['named', 'inGroup'] as const)('the argument of files.%s', (method) => {
  test.each([
    ['', 'must not be empty, got ""'],
    [' ', 'must not be empty, got " "'],
    [undefined, 'must be a string, got nothing'],
    [null, 'must be a string, got null'],
    [7, 'must be a string, got 7'],
  ])('cannot be %j', (text, problem) => {
    expect(() => synthesized(({ files }) => files[method](text as string))).toThrow(
      `stack/links: the argument of files.${method} ${problem}`,
    );
  });

  test.each([
    ['100%{x}', '100%%{x}', '100%%{x}'],
    ['100%%{x}', '100%%{x}', '100%%{x}'],
    ['a"b\\c', 'a\\"b\\\\c', 'a"b\\c'],
    ['a\nb\u0007', 'a\\nb\\u0007', 'a\nb\u0007'],
    ['${var.x["%{y"]}%{', '${var.x["%{y"]}%%{', '${var.x["%{y"]}%%{'],
    ['$${x}', '$${x}', '$${x}'],
  ])('can be %j, in which only ${…} is an expression', (text, quoted, template) => {
    const { value, postcondition } = synthesized(({ files }) => files[method](text).size);
    const condition =
      method === 'named' ? isNamed(`"${quoted}"`) : `file.group_name == "${quoted}"`;
    expect(value).toBe(`\${${address}.files[${indexOf(condition)}].size}`);
    expect(postcondition).toEqual([
      {
        condition: expect.stringContaining(condition),
        error_message: expect.stringContaining(`files.${method}('${template}') is for one file`),
      },
    ]);
  });
});
