/** Links on their way through a stack. */
import {
  App,
  DataResource,
  Fn,
  TerraformDataSource,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import { BackupDownloadLinks, DdsProvider } from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

interface Synthesized {
  readonly output?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
}

/** Whether the output of a stack is sensitive when it is synthesized. */
function sensitivity(
  value: (links: BackupDownloadLinks, stack: TerraformStack) => unknown,
  sensitive?: boolean,
): boolean | undefined {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const links = new BackupDownloadLinks(stack, 'links', ids);
  new TerraformOutput(stack, 'out', { value: value(links, stack), sensitive });
  return (JSON.parse(Testing.synth(stack)) as Synthesized).output?.out?.sensitive;
}

const local = (stack: TerraformStack, value: unknown, id = 'local') =>
  new TerraformLocal(stack, id, value);

function moduleWith(stack: TerraformStack, link: unknown) {
  return new TerraformHclModule(stack, 'module', { source: '/module', variables: { link } });
}

function resourceWith(stack: TerraformStack, arguments_: object, type = 'any') {
  const resource = new TerraformResource(stack, 'resource', { terraformResourceType: type });
  for (const [name, value] of Object.entries(arguments_)) resource.addOverride(name, value);
  return resource;
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
  ])('is one whose author declares so for %s', (_, value) => {
    expect(sensitivity(value, false)).toBe(false);
  });
});

describe('in another stack', () => {
  function outputOf(
    use: (links: BackupDownloadLinks, other: TerraformStack) => unknown,
    sensitive?: boolean,
  ) {
    const app = Testing.app();
    const other = new TerraformStack(app, 'other');
    const home = new TerraformStack(app, 'home');
    new DdsProvider(home, 'dds');
    const value = use(new BackupDownloadLinks(home, 'links', ids), other);
    new TerraformOutput(other, 'out', { value, sensitive });
    app.synth();
    return (JSON.parse(Testing.synth(other)) as Synthesized).output?.out?.sensitive;
  }

  test('an output that receives a link through a local is sensitive', () => {
    expect(outputOf((links, other) => local(other, links.files).expression)).toBe(true);
    expect(outputOf((links, other) => local(other, links.bucket).expression)).toBeUndefined();
  });

  test('an output that receives a link through a local of the first stack is sensitive', () => {
    const home = (links: BackupDownloadLinks) => TerraformStack.of(links);
    expect(outputOf((links) => local(home(links), links.downloadLink).asString)).toBe(true);
    expect(outputOf((links) => local(home(links), links.bucket).asString)).toBeUndefined();
    expect(outputOf((links) => moduleWith(home(links), links.downloadLink).getString('x'))).toBe(
      true,
    );
  });

  test('an output that receives a link through a third stack is sensitive', () => {
    expect(
      outputOf((links, other) => {
        const third = new TerraformStack(App.of(other), 'third');
        const first = local(TerraformStack.of(links), [links.downloadLink], 'first');
        return local(third, first.expression).expression;
      }),
    ).toBe(true);
  });

  test('an output that its author declares not to be secret is visible', () => {
    expect(outputOf((links) => Fn.nonsensitive(Fn.sha256(links.downloadLink)), false)).toBe(false);
    expect(outputOf((links) => links.downloadLink, false)).toBe(true);
  });
});

describe('terraform_data', () => {
  function warnings(
    define: (links: BackupDownloadLinks, home: TerraformStack, other: TerraformStack) => void,
  ) {
    const app = Testing.app();
    const other = new TerraformStack(app, 'other');
    const home = new TerraformStack(app, 'home');
    new DdsProvider(home, 'dds');
    define(new BackupDownloadLinks(home, 'links', ids), home, other);
    app.synth();
    return app.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata.map(({ type, data }) => ({ path: node.path, type, data: String(data) })),
      )
      .filter(({ type }) => type === '@cdktf/warn')
      .map(({ path, data }) => `${path}: ${data}`);
  }
  const text =
    'the input of terraform_data contains a link, which later plans will show as its output; pass links to provisioners through their environment';

  test('causes a warning if its input contains a link of another stack', () => {
    expect(
      warnings((links, _, other) => {
        new DataResource(other, 'data', { input: { link: links.files.get(0).downloadLink } });
        new DataResource(other, 'file', { input: { file: links.files.get(0) } });
        new DataResource(other, 'seen', { input: { bucket: links.bucket } });
      }),
    ).toEqual([`other/data: ${text}`, `other/file: ${text}`]);
  });

  test('causes one warning if its input contains several links from a local', () => {
    expect(
      warnings((links, home) => {
        const other = new BackupDownloadLinks(home, 'more', ids);
        const both = local(home, [links.downloadLink, other.downloadLink]);
        new DataResource(home, 'data', { input: { both: both.expression } });
      }),
    ).toEqual([`home/data: ${text}`]);
  });
});
