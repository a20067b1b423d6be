import { Token } from 'cdktf';
import { type IConstruct } from 'constructs';

/**
 * Throws where a text is empty, blank or, as `process.env` and untyped programs make it, missing; a token is left to
 * the engine.
 */
export function requireText(construct: IConstruct, name: string, value: unknown): void {
  if (isExpression(value)) return;
  if (typeof value !== 'string') throw invalid(construct, name, value, 'must be a text');
  if (value.trim() === '') throw invalid(construct, name, value, 'must not be empty');
}

/** Throws where a text is no duration; a token is left to the engine. */
export function requireDuration(
  construct: IConstruct,
  name: string,
  value: string | undefined,
): void {
  if (value === undefined || isExpression(value)) return;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(value)) {
    throw invalid(construct, name, value, 'must be a duration such as "30s", "10m" or "1m30s"');
  }
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

/** A token, or a text with an interpolation that was written by hand. */
function isExpression(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes('${'));
}

function invalid(construct: IConstruct, name: string, value: unknown, rule: string): Error {
  const given = value === undefined ? 'nothing' : JSON.stringify(value);
  return new Error(`${construct.node.path}: ${name} ${rule}, got ${given}`);
}
