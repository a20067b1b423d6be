import { App, DataResource, Fn, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { BackupDownloadLinks, DdsProvider } from '../../../../lib';
import { isSensitive, local, moduleWith } from './stack-elements';

const ids = { instanceId: 'instance', backupId: 'backup' };

function link(stack: TerraformStack): string {
  new DdsProvider(stack, 'dds');
  return new BackupDownloadLinks(stack, 'links', ids).downloadLink;
}

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
    return isSensitive(other, 'out');
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

  test('an output that receives a link from a stack below a construct is sensitive', () => {
    const app = Testing.app();
    const prod = new Construct(app, 'prod');
    const [home, other] = ['home', 'other'].map((id) => new TerraformStack(prod, id));
    const value = local(home!, link(home!)).asString;
    new TerraformOutput(other!, 'out', { value });
    app.synth();
    expect(isSensitive(other!, 'out')).toBe(true);
  });

  test('an output of a stack that is added after a synth, and after links were removed, is sensitive', () => {
    const app = Testing.app();
    const home = new TerraformStack(app, 'home');
    new DdsProvider(home, 'dds');
    new BackupDownloadLinks(home, 'first', ids);
    const links = new BackupDownloadLinks(home, 'links', ids);
    app.synth();
    home.node.tryRemoveChild('first');
    const later = new TerraformStack(app, 'later');
    new TerraformOutput(later, 'out', { value: local(later, links.files).expression });
    app.synth();
    expect(isSensitive(later, 'out')).toBe(true);
  });

  test('an output of a stack within the stack is judged by the values of its own', () => {
    const home = new TerraformStack(Testing.app(), 'home');
    const inner = new TerraformStack(home, 'inner');
    const [secret, plain] = [local(home, link(home), 'same'), local(inner, 'plain', 'same')];
    new TerraformOutput(home, 'out', { value: secret.expression });
    new TerraformOutput(inner, 'out', { value: plain.expression });
    App.of(home).synth();
    expect([isSensitive(home, 'out'), isSensitive(inner, 'out')]).toEqual([true, undefined]);
  });

  test('an output that its author declares not to be secret is visible', () => {
    expect(outputOf((links) => Fn.nonsensitive(Fn.sha256(links.downloadLink)), false)).toBe(false);
    expect(outputOf((links) => links.downloadLink, false)).toBe(true);
  });
});

test('an output that receives a link through a local is sensitive, though the stack was synthesized before', () => {
  const stack = new TerraformStack(Testing.app(), 'home');
  const secret = link(stack);
  new TerraformOutput(stack, 'first', { value: secret });
  App.of(stack).synth();
  new TerraformOutput(stack, 'out', { value: local(stack, secret).expression });
  App.of(stack).synth();
  expect(isSensitive(stack, 'out')).toBe(true);
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
        const passed = local(TerraformStack.of(links), links.downloadLink).asString;
        new DataResource(other, 'local', { input: { link: passed } });
        new DataResource(other, 'seen', { input: { bucket: links.bucket } });
      }),
    ).toEqual(['data', 'file', 'local'].map((id) => `other/${id}: ${text}`));
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
