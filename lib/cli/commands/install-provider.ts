import { homedir } from 'node:os';
import path from 'node:path';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { type GlobalOptions } from '../global-options';
import { jsonOf } from '../output/json';
import { type Context, run } from '../run';
import { requireWorkingDirectory } from '../working-directory';
import { carriedPackages } from './carried-packages';
import { writeFilesystemMirror } from './provider-mirror';

export interface InstallOptions extends GlobalOptions {
  /** @default - the one of the user in which Terraform and OpenTofu look by themselves */
  readonly directory?: string;
}

/** Puts the provider into a filesystem mirror, and shows the configuration that uses it. */
export function installProvider(options: InstallOptions): Promise<number> {
  return run(options, (context) => install(options, context));
}

async function install({ directory }: InstallOptions, { output }: Context): Promise<undefined> {
  requireWorkingDirectory();
  const mirror = path.resolve(directory ?? impliedMirror());
  const carried = await carriedPackages();
  const { source, version, names } = carried;
  await writeFilesystemMirror(mirror, carried);
  output.note(`The provider ${source} ${version} is in ${foreign(mirror)}.`);
  const configuration = configurationOf(source, version);
  const cliConfiguration = cliConfigurationOf(source, mirror);
  if (output.json) {
    const result = { source, version, directory: mirror, packages: names };
    await output.result(jsonOf({ ...result, configuration, cli_configuration: cliConfiguration }));
  } else {
    await output.result(
      `# In the configuration:\n${configuration}\n# In ~/.terraformrc (OpenTofu: ~/.tofurc), ${whenNeeded(mirror)}:\n${cliConfiguration}`,
    );
  }
  return undefined;
}

/** When the CLI configuration has to name the mirror: the engines find two directories without it. */
function whenNeeded(mirror: string): string {
  const unlessHidden = 'only needed if that file has a block provider_installation';
  if (mirror === impliedMirror()) return unlessHidden;
  if (!mirror.endsWith(path.join(path.sep, 'terraform.d', 'plugins'))) return 'needed';
  const folder = path.dirname(path.dirname(mirror));
  return `${unlessHidden},\n# or if Terraform is not started in ${foreign(folder)}`;
}

/** Terraform and OpenTofu look here if nothing tells them otherwise. "Implied Local Mirror Directories". */
function impliedMirror(): string {
  return path.join(homedir(), '.terraform.d', 'plugins');
}

function configurationOf(source: string, version: string): string {
  return `terraform {
  required_providers {
    dds = {
      source  = ${quoted(source)}
      version = ${quoted(version)}
    }
  }
}

provider "dds" {
  region = "eu-west-101"
}
`;
}

function cliConfigurationOf(source: string, mirror: string): string {
  const pattern = quoted(`${source.slice(0, source.indexOf('/'))}/*/*`);
  return `provider_installation {
  filesystem_mirror {
    path    = ${quoted(mirror)}
    include = [${pattern}]
  }
  direct {
    exclude = [${pattern}]
  }
}
`;
}

/** A string in HCL, also in its first version, which the CLI configuration is written in and which escapes no template. */
function quoted(text: string): string {
  return jsonOf(text).trimEnd();
}
