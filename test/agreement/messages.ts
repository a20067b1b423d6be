// Every text by which a user is told of a problem, as it stands in the sources; `…` is what differs from case to case.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root, textOf } from '../documents/blocks';

export interface Message {
  /** Where it stands. */
  readonly file: string;
  readonly text: string;
}

/** The headlines of errors and warnings of the provider and of the command. */
export function headlinesOfErrors(): Message[] {
  const files = ['huaweicloud', 'provider', 'terraform-plugin/framework', 'cli'].flatMap(sourcesIn);
  const takers = new Map(files.flatMap(functionsWithSummary));
  return files.flatMap((file) =>
    expressionsOf(file, (node) => summaryIn(node, takers)).flatMap((text) => ({
      file: file.fileName,
      text,
    })),
  );
}

/** The errors and warnings of the constructs, which have no headlines: every text of several words. */
export function textsOfConstructs(): Message[] {
  return sourcesIn('constructs').flatMap((file) =>
    outermostTexts(file)
      .flatMap((node) => textsOf(node, file))
      .filter((text) => /\w+(?: \S+){2}/.test(text))
      .map((text) => ({ file: file.fileName, text })),
  );
}

/** What the command says about a command line that it does not accept. */
export function usageErrors(): Message[] {
  return sourcesIn('cli').flatMap((file) =>
    expressionsOf(file, (node) =>
      ts.isCallExpression(node) && node.expression.getText() === 'command.error'
        ? node.arguments[0]
        : undefined,
    ).map((text) => ({ file: file.fileName, text })),
  );
}

function sourcesIn(layer: string): ts.SourceFile[] {
  return readdirSync(path.join(root, 'lib', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `lib/${layer}/${name}`)
    .map((name) => ts.createSourceFile(name, textOf(name), ts.ScriptTarget.Latest, true));
}

/** Functions that take a summary, and which of their parameters that is. */
function functionsWithSummary(file: ts.SourceFile): [string, number][] {
  return nodesOf(file).flatMap((node) => {
    if (!ts.isFunctionDeclaration(node) || node.name === undefined) return [];
    const index = node.parameters.findIndex(({ name }) => name.getText() === 'summary');
    return index < 0 ? [] : [[node.name.text, index]];
  });
}

function summaryIn(node: ts.Node, takers: ReadonlyMap<string, number>): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node) && isInHeadlines(node)) return node.initializer;
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'summary') return node.initializer;
  if (ts.isVariableDeclaration(node) && node.name.getText() === 'summary') return node.initializer;
  if (ts.isCallExpression(node)) {
    const index = takers.get(node.expression.getText());
    return index === undefined ? undefined : node.arguments[index];
  }
  return undefined;
}

function isInHeadlines(node: ts.Node): boolean {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  return declaration?.name.getText() === 'headlines';
}

function expressionsOf(
  file: ts.SourceFile,
  find: (node: ts.Node) => ts.Expression | undefined,
): string[] {
  return nodesOf(file)
    .map(find)
    .filter((found) => found !== undefined)
    .flatMap((found) => textsOf(found, file));
}

/** Literals and sums of literals that are no part of another. */
function outermostTexts(file: ts.SourceFile): ts.Expression[] {
  const isText = (node: ts.Node): node is ts.Expression =>
    ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node);
  return nodesOf(file)
    .filter(isText)
    .filter((node) => ts.findAncestor(node.parent, isText) === undefined);
}

/** What an expression may say; nothing if it is not a text. */
function textsOf(node: ts.Expression, file: ts.SourceFile): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')];
  }
  if (isSum(node)) {
    const parts = [node.left, node.right].map((part) => textsOf(part, file)[0] ?? '…');
    return [parts.join('')];
  }
  if (ts.isConditionalExpression(node)) {
    return [node.whenTrue, node.whenFalse].flatMap((branch) => textsOf(branch, file));
  }
  return [];
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function nodesOf(file: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}
