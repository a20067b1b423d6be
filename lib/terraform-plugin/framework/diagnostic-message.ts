import { type Path } from '../cty/path';
import {
  type AttributePath,
  type AttributePath_Step,
  type Diagnostic as DiagnosticMessage,
  Diagnostic_Severity,
} from '../protocol/tfplugin6';
import { printable } from '../server/log/printable';
import { type Attribute } from './attribute';
import { type Diagnostic } from './diagnostics';
import { type Schema } from './schema';

/**
 * Diagnostics as messages. A path is kept only if its value may be shown, because the engine prints the line of the
 * configuration at that path. No text can control a terminal, whoever wrote it.
 */
export function diagnosticMessages(
  diagnostics: readonly Diagnostic[],
  schema: Pick<Schema, 'attributes' | 'blocks'>,
): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: printable(summary, { longest: 500 }),
    detail: printable(detail, { longest: 10_000, paragraphs: true }),
    attribute: path !== undefined && mayBeShown(path, schema) ? pathMessage(path) : undefined,
  }));
}

export function warningMessages(
  warnings: readonly Omit<Diagnostic, 'severity'>[],
  schema: Pick<Schema, 'attributes' | 'blocks'>,
): DiagnosticMessage[] {
  return diagnosticMessages(
    warnings.map((warning) => ({ ...warning, severity: 'warning' })),
    schema,
  );
}

function mayBeShown(
  path: Path,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
): boolean {
  const [first, ...rest] = path.flatMap((step) => ('attribute' in step ? [step.attribute] : []));
  if (first === undefined) return false;
  const block = own(blocks, first);
  const [second] = rest;
  if (block === undefined) return isPublic(own(attributes, first));
  // In JSON the engine prints a whole block, with everything that is secret in it.
  return second === undefined
    ? Object.values(block.attributes).every(isPublic)
    : isPublic(own(block.attributes, second));
}

/** A name may be one that every object has, such as `constructor`. */
function own<T>(named: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

/** Whether an attribute is free of secrets, however deep: the engine prints it whole. */
function isPublic(attribute: Attribute | undefined): boolean {
  if (attribute === undefined || attribute.sensitive) return false;
  return Object.values(attribute.nested?.attributes ?? {}).every(isPublic);
}

/** A path as the protocol carries it. */
export function pathMessage(path: Path): AttributePath {
  return { steps: path.map((step) => ({ selector: selectorOf(step) })) };
}

function selectorOf(step: Path[number]): AttributePath_Step['selector'] {
  if ('attribute' in step) return { $case: 'attributeName', value: step.attribute };
  if ('key' in step) return { $case: 'elementKeyString', value: step.key };
  return { $case: 'elementKeyInt', value: BigInt(step.index) };
}
