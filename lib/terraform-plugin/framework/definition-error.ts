import { isStartedByEngine, refuse } from '../server/go-plugin/handshake';

/** A provider is defined in a way that no engine could work with; a mistake of its author. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/**
 * The error to throw about a mistake in a definition. An engine that has just started the provider is told as well:
 * otherwise it would show only that the provider ended without a word.
 */
export function mistake(sentence: string): DefinitionError {
  if (isStartedByEngine(process.env)) refuse(sentence, process.env);
  return new DefinitionError(sentence);
}
