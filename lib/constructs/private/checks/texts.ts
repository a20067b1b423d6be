import { Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { templateOf } from '../template';

/**
 * A text that must be there, as it is written into the stack. Throws where it is empty, blank or, as `process.env` and
 * untyped programs make it, missing; an expression is left to the engine.
 */
export function requiredText(construct: IConstruct, name: string, value: unknown): string {
  const text = optionalText(construct, name, value);
  if (text !== undefined) return text;
  const rule = typeof value === 'string' ? 'must not be empty' : 'must be a text';
  throw invalid(construct, name, value, rule);
}

/** A text that may be left out, as it is written into the stack; one that is empty or blank is left out. */
export function optionalText(
  construct: IConstruct,
  name: string,
  value: unknown,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    // Not a text in the eyes of TypeScript, but it will be one.
    if (Token.isUnresolved(value)) return Token.asString(value);
    throw invalid(construct, name, value, 'must be a text');
  }
  return value.trim() === '' ? undefined : templateOf(value);
}

/** The value, known at synth and of the form `pattern`; throws otherwise. */
export function requireLiteral(
  construct: IConstruct,
  name: string,
  value: string,
  pattern: RegExp,
): string {
  if (isExpression(value)) {
    throw new Error(`${construct.node.path}: ${name} must be known at synth, but it is a token`);
  }
  if (!pattern.test(value)) {
    throw invalid(construct, name, value, `must match ${pattern.source}`);
  }
  return value;
}

/** A token, or a text with an interpolation that was written by hand: only the engine knows its value. */
export function isExpression(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes('${'));
}

export function invalid(construct: IConstruct, name: string, value: unknown, rule: string): Error {
  const given = value === undefined ? 'nothing' : JSON.stringify(value);
  return new Error(`${construct.node.path}: ${name} ${rule}, got ${given}`);
}
