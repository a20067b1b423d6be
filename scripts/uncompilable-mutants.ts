import path from 'node:path';
import ts from 'typescript';

/** A fault, as the report of Stryker has it: lines and columns are counted from 1. */
export interface Mutant {
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement?: string;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Those among the faults of one file that the compiler refuses, so that no test has to notice them.
 *
 * @param file absolute path
 * @param source the file as it was when the faults were made
 */
export function uncompilable<M extends Mutant>(
  file: string,
  source: string,
  mutants: readonly M[],
): M[] {
  if (mutants.length === 0) return [];
  const compiler = new Compiler(file);
  // Files that it imports may have changed since.
  if (!compiler.accepts(source)) return [];
  return mutants.filter((mutant) => !compiler.accepts(mutated(source, mutant)));
}

function mutated(source: string, { location: { start, end }, replacement = '' }: Mutant): string {
  const lines = source.split(/(?<=\n)/);
  const offset = ({ line, column }: Position) =>
    lines.slice(0, line - 1).join('').length + column - 1;
  return source.slice(0, offset(start)) + replacement + source.slice(offset(end));
}

/** Compiles one file again and again. The files that it imports are read and bound once. */
class Compiler {
  private readonly options = compilerOptions();
  private readonly host = ts.createCompilerHost(this.options);
  private readonly read = this.host.getSourceFile.bind(this.host);
  private program: ts.Program | undefined;

  constructor(private readonly file: string) {}

  accepts(text: string): boolean {
    const before = this.program;
    this.host.getSourceFile = (name, options, ...rest) =>
      path.resolve(name) === this.file
        ? ts.createSourceFile(name, text, options)
        : (before?.getSourceFile(name) ?? this.read(name, options, ...rest));
    this.program = ts.createProgram([this.file], this.options, this.host, before);
    const file = this.program.getSourceFile(this.file);
    return this.program.getSemanticDiagnostics(file).length === 0;
  }
}

/** As for the whole project; but that a fault leaves a name unused is not what the compiler should notice. */
function compilerOptions(): ts.CompilerOptions {
  const file = path.join(__dirname, '..', 'tsconfig.dev.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  return { ...parsed?.options, noUnusedLocals: false, allowUnreachableCode: true };
}
