/** Props as the sources declare them, with their docstrings. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Prop {
  readonly type: string;
  readonly docstring: string;
}

/** The props that an interface in a file of `lib/constructs` declares itself, by name in snake case. */
export function propsOf(file: string, interfaceName: string): Map<string, Prop> {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(__dirname, '../../lib/constructs', file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const declaration = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === interfaceName);
  return new Map(
    declaration!.members.filter(ts.isPropertySignature).map((member) => [
      snakeCase(member.name.getText()),
      {
        type: member.type!.getText(),
        docstring: source.text.slice(member.getFullStart(), member.getStart()),
      },
    ]),
  );
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
