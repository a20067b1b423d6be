import { constants } from 'node:os';

/**
 * The code of an error of the system or of the network, such as `ENOENT`, else its name. Does not
 * rely on the class, since such errors may come from another realm.
 */
export function systemCode(error: unknown): string {
  const code = textOf(error, 'code') ?? textOf(error, 'name') ?? 'UNKNOWN';
  const number = UNKNOWN_TO_NODE.exec(code)?.[1];
  return number === undefined ? code : (codeWithNumber(Number(number)) ?? code);
}

/** The codes of quotas and of file systems that are gone are among those that Node gives no name. */
const UNKNOWN_TO_NODE = /^Unknown system error -(\d+)$/;

function codeWithNumber(wanted: number): string | undefined {
  return Object.entries(constants.errno).find(([, number]) => number === wanted)?.[0];
}

/** For `catch`: undefined if a path does not exist; throws every other error. */
export function unlessMissing(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined;
  throw error;
}

/** The message of an error, empty if it has none. */
export function systemMessage(error: unknown): string {
  return textOf(error, 'message') ?? '';
}

/** Code and message of an error and of what led to it, for a log. */
export function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  let cause = error;
  while (typeof cause === 'object' && cause !== null && causes.length < MOST_CAUSES) {
    causes.push(`${systemCode(cause)}: ${systemMessage(cause)}`);
    cause = 'cause' in cause ? cause.cause : undefined;
  }
  return causes;
}

const MOST_CAUSES = 5;

function textOf(error: unknown, name: 'code' | 'name' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value = (error as Record<typeof name, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
