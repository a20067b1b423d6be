import { Fn, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import { BackupDownloadLinks } from '../../../../lib';
import { isSensitive } from './stack-elements';

const address = 'data.dds_backup_download_links.links';

function stackWith() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const ids = { instanceId: 'instance', backupId: 'backup' };
  return { stack, links: new BackupDownloadLinks(stack, 'links', ids) };
}

function outputOf(stack: TerraformStack, value: unknown) {
  new TerraformOutput(stack, 'out', { value });
  const { output } = JSON.parse(Testing.synth(stack)) as { output: { out: object } };
  return output.out;
}

describe('an output', () => {
  test.each<[string, (links: BackupDownloadLinks) => unknown]>([
    ['a link', (links) => links.files.get(0).downloadLink],
    ['a link within a text', (links) => `curl '${links.downloadLink}'`],
    ['the whole list', (links) => links.files],
    ['one whole file', (links) => links.files.get(0)],
    ['files in a loop with a key', () => `\${{for key,file in ${address}.files : key => file}}`],
    [
      'links in a loop over lines',
      () => `\${[for\n\tfile\n\tin\n\t${address}.files : file.download_link]}`,
    ],
    ['the whole list as JSON', (links) => Fn.jsonencode(links.files)],
    ['the links as a splat', () => `\${${address}.files[*].download_link}`],
    ['a link by the older index', () => `\${${address}.files.0.download_link}`],
    ['a link by a computed index', () => `\${${address}.files[local.of["x]"]].download_link}`],
    ['the older splat of links', () => `\${${address}.files.*.download_link}`],
    ['a file by name', (links) => links.files.named('x')],
    ['the link of a file by name', (links) => links.files.named('x ] "y"').downloadLink],
    ['the link of a file by group', (links) => links.files.inGroup('x').downloadLink],
    ['the files as an iterator has them', (links) => links.files.allWithMapKey('name').values()],
    ['their links', (links) => links.files.allWithMapKey('name').pluckProperty('download_link')],
    ['a map of files', () => `\${{for file in ${address}.files : file.name => file if true}}`],
    ['the whole data source', (links) => Token.asAny(links.fqn)],
    ['the whole list after a length', () => `\${length("x")}\${jsonencode(${address}.files)}`],
    ['a length that depends on a link', () => `\${length(${address}.files == [] ? [] : [1])}`],
    ['a link somewhere in a list', (links) => [{ here: links.files.get(0).downloadLink }]],
  ])('is sensitive if it contains %s', (_, value) => {
    const { stack, links } = stackWith();
    expect(outputOf(stack, value(links))).toHaveProperty('sensitive', true);
  });

  test.each<[string, (links: BackupDownloadLinks) => unknown]>([
    ['the bucket', (links) => links.bucket],
    ['the name of a file', (links) => links.files.get(0).name],
    ['the size of a file', (links) => links.files.get(0).size],
    ['all names', () => `\${${address}.files[*].name}`],
    ['the size of a file by name', (links) => links.files.named('a/b').size],
    ['the name of a file by group', (links) => links.files.inGroup('x').name],
    ['how many files there are', (links) => Fn.lengthOf(links.files)],
    ['a name by the older index', () => `\${${address}.files.0.name}`],
    ['a name by a key with quotes', () => `\${${address}["a\\"]b"].bucket}`],
    ['the older splat of names', () => `\${${address}.files.*.name}`],
    ['the names in a loop', () => `\${[for file in ${address}.files : file.name]}`],
    [
      'the names in a loop with a key',
      () => `\${{for key , file in ${address}.files : key => file.name}}`,
    ],
    [
      'the names in a loop over lines',
      () => `\${[for\n  file\n  in\n  ${address}.files : file.name]}`,
    ],
    ['a name by several keys', () => `\${${address}["a"][local.b["c"]][10].files.10.name}`],
    ['what begins like the address', () => `\${${address}-2.files}`],
    ['something else', () => 'text'],
  ])('is visible if it contains only %s', (_, value) => {
    const { stack, links } = stackWith();
    expect(outputOf(stack, value(links))).not.toHaveProperty('sensitive');
  });
});

describe('an output that its author declares not to be secret', () => {
  const link = `${address}.files[0].download_link`;
  const sensitivity = (expression: string) => {
    const { stack } = stackWith();
    new TerraformOutput(stack, 'out', { value: `\${${expression}}`, sensitive: false });
    return isSensitive(stack, 'out');
  };

  test.each([
    ['of a call', `nonsensitive(sha256(${link}))`],
    ['after another call', `nonsensitive(join(lower("x"), [${link}]))`],
    ['after a parenthesis in a text', `nonsensitive(join("):", [${link}]))`],
    ['after a quote in a text', `nonsensitive(join("\\"):", [${link}]))`],
    ['after another nonsensitive', `nonsensitive(join(nonsensitive("x"), [${link}]))`],
    ['without an end', `nonsensitive(${link}`],
  ])('is visible if nonsensitive has the link %s', (_, expression) => {
    expect(sensitivity(expression)).toBe(false);
  });

  test.each([
    ['after it', `join(nonsensitive(sha256("x")), [${link}])`],
    ['before it', `join(${link}, [nonsensitive(sha256("x"))])`],
    ['between two', `join(nonsensitive("x"), [${link}, nonsensitive("y")])`],
  ])('is sensitive if the link is outside nonsensitive, %s', (_, expression) => {
    expect(sensitivity(expression)).toBe(true);
  });
});
