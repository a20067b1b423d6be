import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Lazy, Manifest, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/**
 * A path within the project as the engine finds it, which runs in the folder of the stack: `../../../backups` for
 * `backups`. The text is the same wherever the project is, as long as CDKTF writes into the project.
 *
 * Absolute paths, and those that begin with an expression, stay as they are.
 */
export function fromStackFolder(construct: IConstruct, text: string): string {
  if (path.isAbsolute(text) || text.startsWith('${')) return text;
  return Lazy.stringValue({
    produce: () => {
      const [from, project] = [stackFolderOf(construct), projectOf(construct)];
      // What an expression yields may begin with "..", so nothing before it can be shortened.
      if (text.includes('${')) return `${path.relative(from, project) || '.'}/${text}`;
      return path.relative(from, path.join(project, text)) || '.';
    },
  });
}

/** Where the engine runs. */
function stackFolderOf(construct: IConstruct): string {
  const { root } = construct.node;
  const outdir = App.isApp(root) ? root.outdir : 'cdktf.out';
  return physical(
    path.resolve(outdir, Manifest.stacksFolder, TerraformStack.of(construct).node.id),
  );
}

/** The folder of `cdktf.json`, as for a `TerraformAsset`, or the working directory if there is none. */
function projectOf({ node }: IConstruct): string {
  const context = node.tryGetContext('cdktfJsonPath') as unknown;
  const file = typeof context === 'string' ? context : findAbove('cdktf.json', process.cwd());
  return physical(file === undefined ? process.cwd() : path.dirname(path.resolve(file)));
}

function findAbove(name: string, folder: string): string | undefined {
  const file = path.join(folder, name);
  if (fs.existsSync(file)) return file;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findAbove(name, parent);
}

/** The path without symbolic links, where `..` is the folder above also to the engine. It need not exist yet. */
function physical(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (parent === folder) throw error;
    return path.join(physical(parent), path.basename(folder));
  }
}
