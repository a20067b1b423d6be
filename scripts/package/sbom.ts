/**
 * CycloneDX bills of materials of what is published, in `dist/sbom`. What is bundled is what esbuild says; the other
 * dependencies are those that the packages declare. Equal packages give equal bills: no time and no random number is in them.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import manifest from '../../package.json';
import { type Bundle } from '../bundle/bundle-with-chunks';
import { type BundledPackage, bundledPackages } from '../bundle/bundled-packages';
import { bundleOfCommand } from '../bundle/command';
import { bundleOfProvider } from '../bundle/provider';
import { twinName } from './cdk-terrain';

const root = path.join(__dirname, '..', '..');
const { name: ownName, version } = manifest;
const { maven } = manifest.jsii.targets.java;

/** A program of ours, and what is bundled in it. */
interface Program {
  readonly name: string;
  readonly packages: readonly BundledPackage[];
}

interface Published {
  /** Of its bill, without `.cdx.json`. */
  readonly bill: string;
  readonly name: string;
  readonly purl: string;
  /** The file that it is, below `dist/`; nothing is written where that is missing. */
  readonly file: RegExp;
  /** The npm package in it, if it is one for another language. */
  readonly carries?: string;
  readonly programs: readonly Program[];
  /** Version of the Node.js in it. */
  readonly node?: string;
}

/** Writes them for what is in `dist`, and gives their names. */
export async function writeBills(dist: string): Promise<string[]> {
  const files = (await readdir(dist, { recursive: true })).sort();
  await mkdir(path.join(dist, 'sbom'), { recursive: true });
  const names: string[] = [];
  for (const published of await everythingPublished()) {
    const file = files.find((name) => published.file.test(name));
    if (file === undefined) continue;
    names.push(`${published.bill}.cdx.json`);
    const text = billOf(published, await readFile(path.join(dist, file)));
    await writeFile(path.join(dist, 'sbom', `${published.bill}.cdx.json`), text);
  }
  return names;
}

async function everythingPublished(): Promise<Published[]> {
  const provider = await bundleOfProvider();
  const command = await bundleOfCommand();
  const packagesIn = ({ metafile }: Bundle) => bundledPackages(root, [metafile]);
  const theProvider = { name: 'terraform-provider-dds', packages: packagesIn(provider) };
  const programs = [theProvider, { name: 'dds-backup', packages: packagesIn(command) }];
  const npm = (name: string) => ({
    ...{ bill: name, name, purl: `pkg:npm/${name}@${version}`, programs },
    file: new RegExp(`^js/${name}-.*\\.tgz$`),
  });
  const language = (target: string, name: string, purl: string, file: RegExp) => ({
    ...{ bill: `${ownName}-${target}`, name, purl, file, programs, carries: ownName },
  });
  const goModule = `${manifest.jsii.targets.go.moduleName}/${manifest.jsii.targets.go.packageName}`;
  const zip = { name: theProvider.name, purl: `pkg:generic/${theProvider.name}@${version}` };
  return [
    npm(ownName),
    npm(twinName),
    language('python', ownName, `pkg:pypi/${ownName}@${version}`, /^python\/.*\.whl$/),
    language(
      'java',
      maven.artifactId,
      `pkg:maven/${maven.groupId}/${maven.artifactId}@${version}`,
      new RegExp(`^java/.*-${version}\\.jar$`),
    ),
    language('go', goModule, `pkg:golang/${goModule}@v${version}`, /^go\/dds\/jsii\/.*\.tgz$/),
    { ...zip, bill: zip.name, file: /^provider\/.*_linux_amd64\.zip$/, programs: [theProvider] },
    {
      ...{ ...zip, bill: `${zip.name}-standalone`, programs: [theProvider] },
      ...{ file: /^standalone\/.*\.zip$/, node: process.versions.node },
    },
  ];
}

/** As JSON. */
function billOf(published: Published, content: Uint8Array): string {
  const bill = new Models.Bom();
  const subject = ours(Enums.ComponentType.Library, published.name);
  subject.purl = published.purl;
  subject.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256(content));
  bill.metadata.component = subject;
  const add = (component: Models.Component, within: Models.Component) => {
    bill.components.add(component);
    within.dependencies.add(component.bomRef);
    return component;
  };
  const carrier =
    published.carries === undefined ? subject : add(npmPackage(published.carries), subject);
  if (published.node !== undefined) add(nodeJs(published.node), subject);
  const libraries = new Map<string, Models.Component>();
  for (const program of published.programs) {
    const component =
      program.name === published.name
        ? carrier
        : add(ours(Enums.ComponentType.Application, program.name), carrier);
    for (const library of program.packages) {
      libraries.set(
        library.name,
        add(libraries.get(library.name) ?? libraryOf(library), component),
      );
    }
  }
  for (const { name, needs } of published.programs.flatMap(({ packages }) => packages)) {
    for (const other of needs) connect(libraries.get(name), libraries.get(other));
  }
  bill.serialNumber = serialNumberFor(serialized(bill));
  return `${serialized(bill)}\n`;
}

function connect(one: Models.Component | undefined, other: Models.Component | undefined): void {
  if (one && other) one.dependencies.add(other.bomRef);
}

function ours(type: Enums.ComponentType, name: string): Models.Component {
  const component = new Models.Component(type, name, { bomRef: `${name}@${version}`, version });
  component.licenses.add(new Models.SpdxLicense(manifest.license));
  return component;
}

function npmPackage(name: string): Models.Component {
  const component = ours(Enums.ComponentType.Library, name);
  component.purl = `pkg:npm/${name}@${version}`;
  component.bomRef.value = component.purl;
  return component;
}

function libraryOf({ name, version: released, license }: BundledPackage): Models.Component {
  const [base = name, group] = name.split('/').reverse();
  const purl = `pkg:npm/${name.replace('@', '%40')}@${released}`;
  const component = new Models.Component(Enums.ComponentType.Library, base, {
    ...{ group, version: released, purl, bomRef: purl },
  });
  component.licenses.add(
    license.includes(' ') ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
  );
  return component;
}

/** With all that is linked into it: its licence file names that. */
function nodeJs(released: string): Models.Component {
  const component = new Models.Component(Enums.ComponentType.Platform, 'node', {
    version: released,
    purl: `pkg:generic/node@${released}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${released}:*:*:*:*:*:*:*`,
    bomRef: `node@${released}`,
  });
  component.licenses.add(new Models.SpdxLicense('MIT'));
  return component;
}

function serialized(bill: Models.Bom): string {
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normalizer).serialize(bill, { sortLists: true, space: 2 });
}

/** A UUID (version 8, of RFC 9562) of the text. */
function serialNumberFor(text: string): string {
  const digits = sha256(Buffer.from(text));
  const parts = [
    ...[digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`],
    ...[`8${digits.slice(17, 20)}`, digits.slice(20, 32)],
  ];
  return `urn:uuid:${parts.join('-')}`;
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
