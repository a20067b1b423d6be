import { Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { propName } from '../spelling';
import { templateOf } from '../template';

/**
 * A required string, as it is written to the stack. Throws if it is empty, blank or missing, as can happen with
 * `process.env` and untyped programs. Expressions are left to the engine.
 */
export function requiredString(construct: IConstruct, name: string, value: unknown): string {
  const text = optionalString(construct, name, value);
  if (text !== undefined) return text;
  const rule = typeof value === 'string' ? 'must not be empty' : 'must be a string';
  throw invalid(construct, name, value, rule);
}

/** An optional string, as it is written to the stack. Undefined if it is empty or blank. */
export function optionalString(
  construct: IConstruct,
  name: string,
  value: unknown,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    // Not a string to TypeScript, but it will resolve to one.
    if (Token.isUnresolved(value)) return Token.asString(value);
    throw invalid(construct, name, value, 'must be a string');
  }
  return value.trim() === '' ? undefined : templateOf(value);
}

/** A string that is known at synth and matches `pattern`. Throws otherwise. */
export function requireLiteral(
  construct: IConstruct,
  name: string,
  value: unknown,
  pattern: RegExp,
): string {
  if (isExpression(value)) throw mustBeKnown(construct, name);
  if (typeof value !== 'string') throw invalid(construct, name, value, 'must be a string');
  if (!pattern.test(value)) {
    throw invalid(construct, name, value, `must match ${pattern.source}`);
  }
  return value;
}

/** Whether a flag that must be known at synth is set. Throws if it is neither true nor false. */
export function isFlagSet(construct: IConstruct, name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return false;
  if (isExpression(value)) throw mustBeKnown(construct, name);
  throw invalid(construct, name, value, 'must be true or false');
}

/** An optional flag, which may be a token. Throws if it is another value: untyped programs may have `'no'`. */
export function optionalFlag<Flag>(
  construct: IConstruct,
  name: string,
  value: Flag | undefined,
): Flag | undefined {
  if (typeof value === 'boolean' || isExpression(value)) return value;
  if (value === undefined || value === null) return undefined;
  throw invalid(construct, name, value, 'must be true or false');
}

/** Whether only the engine knows the value: a token, or a string with a handwritten interpolation. */
export function isExpression(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes('${'));
}

function mustBeKnown({ node }: IConstruct, name: string): Error {
  return new Error(`${node.path}: ${propName(name)} must be known at synth, but it is a token`);
}

export function invalid(construct: IConstruct, name: string, value: unknown, rule: string): Error {
  return new Error(`${construct.node.path}: ${propName(name)} ${rule}, got ${shown(value)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Construct.isConstruct(value)) return value.node.path;
  // JSON has no NaN, and no BigInt.
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const kind = Object.prototype.toString.call(value);
  if (!SHOWN_AS_JSON.test(kind)) return kind;
  try {
    return JSON.stringify(value);
  } catch {
    return kind; // it contains itself or a BigInt
  }
}

/** As JSON, others would be `{}` or nothing: a Set, a Promise, a function. */
const SHOWN_AS_JSON = /(?:Null|Boolean|String|Array|Object)\]$/;
