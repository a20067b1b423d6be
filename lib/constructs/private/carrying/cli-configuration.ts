import * as fs from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The warning if the engine's CLI configuration says where to install providers from: the engine then looks nowhere
 * else and does not find the one in the stack's folder.
 *
 * A configuration that names the provider's host is assumed to handle it.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function warningOfHiddenProvider(
  source: string,
  environment: Environment,
): string | undefined {
  const host = source.slice(0, source.indexOf('/'));
  const file = configurationFiles(environment).find((candidate) => hides(candidate, host));
  return file === undefined
    ? undefined
    : `${file} has a provider_installation block, so the engine will not find the provider that comes with this stack. Add to the block:
  filesystem_mirror {
    path    = "terraform.d/plugins"
    include = ["${host}/*/*"]
  }
and to every other method in it without an include:
    exclude = ["${host}/*/*"]`;
}

function hides(file: string, host: string): boolean {
  const text = ifReadable(() => fs.readFileSync(file, 'utf8'), '')
    .replace(COMMENT_OR_TEXT, (match) => (match.startsWith('"') ? match : ''))
    .replace(/"?exclude"?\s*[=:]\s*\[[^\]]*\]/g, '');
  return /\bprovider_installation\b/.test(text) && !text.includes(`"${host}/`);
}

const COMMENT_OR_TEXT = /"(?:[^"\\\n]|\\.)*"|#.*|\/\/.*|\/\*[^]*?\*\//g;

/** The files that the engine reads: the one named by the environment, or those in the home directory. */
function configurationFiles(environment: Environment): string[] {
  const named = [environment.TF_CLI_CONFIG_FILE, environment.TERRAFORM_CONFIG].find(Boolean);
  if (named !== undefined) return [named];
  const home = environment.HOME ?? homedir();
  const folder = path.join(home, '.terraform.d');
  const inFolder = ifReadable(() => fs.readdirSync(folder), []);
  return [
    ...mainFiles(home, environment),
    ...inFolder
      .filter((name) => /\.tfrc(\.json)?$/.test(name))
      .map((name) => path.join(folder, name)),
  ];
}

function mainFiles(home: string, environment: Environment): string[] {
  const terraform = path.join(home, '.terraformrc');
  if (!/^tofu\b/.test(path.basename(environment.TERRAFORM_BINARY_NAME ?? ''))) {
    return [terraform];
  }
  const xdg = environment.XDG_CONFIG_HOME;
  return [
    path.join(home, '.tofurc'),
    terraform,
    ...(xdg ? [path.join(xdg, 'opentofu/tofurc')] : []),
  ]
    .filter((file) => fs.existsSync(file))
    .slice(0, 1);
}

/** What cannot be read is not there: the engine says what is wrong with its configuration, and a warning is no reason to fail. */
function ifReadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
