// An ESLint rule against circles of imports, of types as well: `import-x/no-cycle` passes over those.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

export const noImportCycle = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    'ImportDeclaration, ExportNamedDeclaration[source], ExportAllDeclaration, ImportExpression'({
      source,
    }) {
      const imported = fileOf(context.filename, source.value);
      const circle = imported && wayTo(context.filename, [imported]);
      if (!circle) return;
      const files = circle.map((file) => relative(context.cwd, file)).join(' → ');
      context.report({ node: source, message: `The imports make a circle: ${files}` });
    },
  }),
};

/** From the last of these files to the target, by imports; undefined if there is none. */
function wayTo(target, way, seen = new Set()) {
  const last = way.at(-1);
  if (last === target) return way;
  if (seen.has(last)) return undefined;
  seen.add(last);
  for (const imported of importsOf(last)) {
    const found = wayTo(target, [...way, imported], seen);
    if (found) return found;
  }
  return undefined;
}

const known = new Map();

function importsOf(file) {
  const imports = known.get(file) ?? readImports(file);
  known.set(file, imports);
  return imports;
}

function readImports(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles.map(({ fileName }) => fileOf(file, fileName)).filter(Boolean);
}

/** The file of this project that an import means. */
function fileOf(importer, name) {
  if (typeof name !== 'string' || !name.startsWith('.')) return undefined;
  const path = resolve(dirname(importer), name);
  return [`${path}.ts`, `${path}/index.ts`].find((file) => existsSync(file));
}
