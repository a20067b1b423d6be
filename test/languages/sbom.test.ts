/** The bills of materials that `npm run package` leaves in `dist/sbom`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { version } from '../../package.json';
import { dist, root } from './app';

interface Component {
  readonly type: string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses: readonly object[];
}

interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

const folder = path.join(dist, 'sbom');
const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const bill = (name: string) => JSON.parse(text(`${name}.cdx.json`)) as Bill;

/** Name and version of each library, as NOTICE has them. */
const librariesOf = ({ components }: Bill) =>
  components
    .filter(({ type, purl }) => type === 'library' && purl?.startsWith('pkg:npm/'))
    .map(({ group, name, version: released }) => `${group ? `${group}/` : ''}${name} ${released}`)
    .sort();

const inNotice = (file: string) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^={80}\n(\S+ \S+) \(/gm)].map(
    ([, library]) => library,
  );

test.each(readdirSync(folder))(
  '%s is valid, and says nothing of when it was made',
  async (name) => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(text(name))).toBeNull();
    const { metadata, serialNumber } = JSON.parse(text(name)) as Bill;
    expect(metadata.timestamp).toBeUndefined();
    expect(serialNumber).toMatch(/^urn:uuid:/);
  },
);

test('the provider has the libraries that its NOTICE names', () => {
  const libraries = librariesOf(bill('terraform-provider-dds'));
  expect(libraries).toEqual(inNotice('build/provider/NOTICE').sort());
  expect(libraries).toContainEqual(expect.stringMatching(/^socks \d/));
});

test.each(['cdktf-huaweicloud-dds', 'cdktn-huaweicloud-dds'])(
  '%s has the libraries of the provider and of the command, each once, with its licence',
  (name) => {
    const { metadata, components, dependencies } = bill(name);
    expect(metadata.component.purl).toBe(`pkg:npm/${name}@${version}`);
    const both = ['build/provider/NOTICE', 'build/cli/NOTICE'].flatMap(inNotice);
    expect(librariesOf(bill(name))).toEqual([...new Set(both)].sort());
    expect(components.filter(({ licenses }) => licenses.length !== 1)).toEqual([]);
    const needed = dependencies.find(({ ref }) => ref.startsWith('pkg:npm/socks@'))?.dependsOn;
    expect(needed).toEqual([
      expect.stringMatching(/^pkg:npm\/ip-address@/),
      expect.stringMatching(/^pkg:npm\/smart-buffer@/),
    ]);
  },
);
