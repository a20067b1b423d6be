import { Token } from 'cdktf';
import { type IConstruct } from 'constructs';

/** Throws where a text is empty or blank; a token is left to the engine. */
export function requireText(construct: IConstruct, name: string, value: string): void {
  if (isExpression(value)) return;
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
function isExpression(value: string): boolean {
  return Token.isUnresolved(value) || value.includes('${');
}

function invalid(construct: IConstruct, name: string, value: string, rule: string): Error {
  return new Error(`${construct.node.path}: ${name} ${rule}, got ${JSON.stringify(value)}`);
}
