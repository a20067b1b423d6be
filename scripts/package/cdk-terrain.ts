/**
 * The twin of this package for CDK Terrain (`cdktn`), which continues CDKTF: the same sources, with other names in them.
 * What CDK Terrain can do and CDKTF cannot is in the folder `cdk-terrain`, whose files replace those of the same path.
 *
 * jsii cannot declare a dependency on one package or another, so a second package is needed. Its L1 bindings are those of
 * `lib/imports`: what `@cdktn/provider-generator` writes for the same schemas differs in names and comments only.
 */
import type manifest from '../../package.json';

export const twinName = 'cdktn-huaweicloud-dds';

/** Versions that the twin is compiled with: the lowest ones that it accepts. */
const cdktn = '0.24.0';
const constructs = '10.6.0';

const compatibility = `Node.js ≥ 20.18.1 for the provider, and 22 for \`cdktn-cli\`; \`cdktn\` 0.24, \`constructs\` ≥ 10.6.0 and < 10.8,
Terraform ≥ 1.5 or OpenTofu ≥ 1.11, for \`EphemeralBackupDownloadLinks\` Terraform ≥ 1.10; Linux and macOS, x64 and arm64.
`;

/** A source file with the names of the other line. */
export function twinSource(text: string): string {
  return withTwinName(text).replace(/(from |require\.resolve\()(['"])cdktf\2/g, '$1$2cdktn$2');
}

/** A document with the names and commands of the other line. `cdktf.json` and `cdktf.log` keep their names there. */
export function twinDocument(text: string): string {
  return twinSource(text)
    .replace(/(?<=## Compatibility\n)[^]*?(?=\n## )/, `\n${compatibility}`)
    .replaceAll('(https://developer.hashicorp.com/terraform/cdktf)', '(https://cdktn.io)')
    .replace(/\bCDKTF\b/g, 'CDK Terrain')
    .replace(/\bcdktf-cli\b/g, 'cdktn-cli')
    .replace(/(?<![\w./"-])cdktf(?![\w.-])/g, 'cdktn');
}

/** The `package.json` of the twin. */
export function twinManifest(own: typeof manifest): object {
  return {
    ...own,
    scripts: undefined,
    overrides: undefined,
    name: twinName,
    description: twinDocument(own.description),
    keywords: own.keywords.map((word) => word.replace('cdktf', 'cdktn')),
    peerDependencies: { cdktn: `^${cdktn}`, constructs: `>=${constructs} <10.8.0` },
    devDependencies: { cdktn, constructs },
    jsii: {
      ...own.jsii,
      targets: {
        python: { distName: twinName, module: twinName.replaceAll('-', '_') },
        java: {
          package: 'io.github.cdktf_huaweicloud.cdktn.dds',
          maven: { ...own.jsii.targets.java.maven, artifactId: twinName },
        },
        dotnet: { namespace: 'CdktnHuaweicloud.Dds', packageId: 'CdktnHuaweicloud.Dds' },
        go: { ...own.jsii.targets.go, moduleName: `github.com/cdktf-huaweicloud/${twinName}-go` },
      },
    },
  };
}

/** The repository is that of both, and keeps its name. */
function withTwinName(text: string): string {
  return text
    .replace(/(?<!cdktf-huaweicloud\/)\bcdktf-huaweicloud-dds\b/g, twinName)
    .replace(/\bcdktf_huaweicloud_dds\b/g, twinName.replaceAll('-', '_'));
}
