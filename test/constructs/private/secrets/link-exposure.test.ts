/** What contains a link, as its output shows: it is sensitive then. */
import {
  DataResource,
  Fn,
  TerraformDataSource,
  TerraformIterator,
  TerraformOutput,
  type TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import { BackupDownloadLinks } from '../../../../lib';
import { isSensitive, local, moduleWith, resourceWith } from './stack-elements';

/** Whether the output of a stack is sensitive when it is synthesized. */
function sensitivity(
  value: (links: BackupDownloadLinks, stack: TerraformStack) => unknown,
  sensitive?: boolean,
): boolean | undefined {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const links = new BackupDownloadLinks(stack, 'links', {
    instanceId: 'instance',
    backupId: 'backup',
  });
  new TerraformOutput(stack, 'out', { value: value(links, stack), sensitive });
  return isSensitive(stack, 'out');
}

/** An attribute of each instance of a resource. */
function loopOver(resource: TerraformResource, attribute: string): string {
  return `\${[for one in ${addressOf(resource)} : one.${attribute}]}`;
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

describe('a sensitive output', () => {
  test.each<[string, (links: BackupDownloadLinks, stack: TerraformStack) => unknown]>([
    ['through a local', (links, stack) => local(stack, links.downloadLink).asString],
    ['through a local with more', (links, stack) => local(stack, { a: [links.files] }).expression],
    [
      'through a local of a local',
      (links, stack) => {
        // In the order in which nobody would write it down.
        const last = local(stack, '${local.first}', 'last');
        local(stack, links.files.get(0), 'first');
        return Fn.lookupNested(last.expression, ['download_link']);
      },
    ],
    [
      'through a function of a local',
      (links, stack) => Fn.base64encode(local(stack, links.downloadLink).asString),
    ],
    [
      'in a loop over a local',
      (links, stack) => {
        local(stack, links.files);
        return '${[for file in local.local : file.download_link]}';
      },
    ],
    [
      'in a loop over a module',
      (links, stack) => {
        moduleWith(stack, links.downloadLink);
        return '${[for link in module.module.x : link]}';
      },
    ],
    ['through a module', (links, stack) => moduleWith(stack, links.downloadLink).getString('x')],
    [
      'through an argument',
      (links, stack) => resourceWith(stack, { url: links.downloadLink }).getStringAttribute('url'),
    ],
    [
      'with a whole resource',
      (links, stack) => resourceWith(stack, { url: links.downloadLink }).fqn,
    ],
    [
      'in a loop over resources',
      (links, stack) => loopOver(resourceWith(stack, { url: links.downloadLink }), 'url'),
    ],
    [
      'through terraform_data',
      (links, stack) =>
        new DataResource(stack, 'data', {
          input: { link: links.downloadLink },
        }).interpolationForAttribute('output'),
    ],
    [
      'through a data source',
      (links, stack) => {
        const http = new TerraformDataSource(stack, 'http', { terraformResourceType: 'http' });
        http.addOverride('url', links.downloadLink);
        return http.getStringAttribute('url');
      },
    ],
    [
      'through an iterator',
      (links, stack) => {
        const each = TerraformIterator.fromComplexList(links.files, 'name');
        const resource = resourceWith(stack, { url: each.getString('download_link') });
        resource.forEach = each;
        return Fn.lookupNested(resource.fqn, ['"a"', 'url']);
      },
    ],
    ['as a construct', (links) => links],
    ['as a construct somewhere', (links) => [{ links }]],
    [
      'that only the user declared not to be secret',
      (links) => Fn.nonsensitive(links.downloadLink),
    ],
  ])('contains a link %s', (_, value) => {
    expect(sensitivity(value)).toBe(true);
  });

  test('contains a link though it was declared not to be sensitive', () => {
    expect(sensitivity((links) => links.downloadLink, false)).toBe(true);
    expect(sensitivity((links) => [Fn.nonsensitive(links.bucket), links.downloadLink], false)).toBe(
      true,
    );
  });
});

describe('a visible output', () => {
  test.each<[string, (links: BackupDownloadLinks, stack: TerraformStack) => unknown]>([
    ['something else from a local', (links, stack) => local(stack, links.bucket).asString],
    [
      'the name of a file in a local',
      (links, stack) => {
        local(stack, links.files);
        return '${local.local[*].name}';
      },
    ],
    [
      'the number of files in a local',
      (links, stack) => Fn.lengthOf(local(stack, links.files).expression),
    ],
    [
      'with another attribute',
      (links, stack) => resourceWith(stack, { url: links.downloadLink }).getStringAttribute('id'),
    ],
    [
      'another attribute in a loop over resources',
      (links, stack) => loopOver(resourceWith(stack, { url: links.downloadLink }), 'id'),
    ],
    [
      'the number of resources with a link',
      (links, stack) =>
        `\${length(${addressOf(resourceWith(stack, { url: links.downloadLink }))})}`,
    ],
    [
      'a resource that uses a link only in a provisioner',
      (links, stack) =>
        resourceWith(stack, {
          provisioner: [{ 'local-exec': { environment: { L: links.downloadLink } } }],
        }).fqn,
    ],
    [
      'the output of a module without a link',
      (links, stack) => moduleWith(stack, links.bucket).getString('x'),
    ],
    [
      'the name of a file from an iterator',
      (links, stack) => {
        const each = TerraformIterator.fromComplexList(links.files, 'name');
        const resource = resourceWith(stack, { file: each.getString('name') });
        resource.forEach = each;
        return Fn.lookupNested(resource.fqn, ['"a"', 'file']);
      },
    ],
  ])('contains only %s', (_, value) => {
    expect(sensitivity(value)).toBeUndefined();
  });

  test.each<[string, (links: BackupDownloadLinks, stack: TerraformStack) => unknown]>([
    ['the hash of a link', (links) => Fn.nonsensitive(Fn.sha256(links.downloadLink))],
    [
      'a link within functions',
      (links) => Fn.upper(Fn.nonsensitive(Fn.join(')(', [links.downloadLink]))),
    ],
    [
      'the output of a module',
      (links, stack) => moduleWith(stack, links.downloadLink).getString('x'),
    ],
    ['a local', (links, stack) => local(stack, links.downloadLink).asString],
    ['a text about an open call', (links) => `nonsensitive( ${links.bucket}`],
  ])('is one whose author declares so for %s', (_, value) => {
    expect(sensitivity(value, false)).toBe(false);
  });
});
