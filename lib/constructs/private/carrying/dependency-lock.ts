import { allows } from '../version-constraint';
import { type LockFilePart, partsOf } from './lock-file-parts';

/** What a stack asks for in `required_providers`. */
export interface RequiredProvider {
  readonly source: string;
  readonly version?: string;
}

/** The provider that this library carries, as the lock file knows it. */
export interface LockedProvider {
  /** Address with host. */
  readonly source: string;
  readonly version: string;
  /** Hash of its package, with the prefix `h1:`. */
  readonly h1: string;
}

/**
 * The text of a stack's `.terraform.lock.hcl` with which both the engine and cdktf-cli are content.
 *
 * cdktf-cli runs `terraform providers lock`, which asks registries and so fails for `own`, unless it finds an entry for
 * every provider of the stack. It looks for lines and knows no comments, so the `others` are named in a comment: for
 * the engine they are not locked yet, or are locked by the entries that it wrote itself. Of these an outdated
 * one is left out, because cdktf-cli then does not run `terraform init` with `-upgrade`.
 *
 * Source: cdktf-cli 0.21, `CdktfStack.checkNeedsLockfileUpdate`, `TerraformProviderLock.hasMatchingProvider`.
 */
export function lockFileText(
  current: string,
  own: LockedProvider,
  others: readonly RequiredProvider[],
): string {
  const parts = partsOf(current.replace(/\r\n?/g, '\n').replace(NOTE, ''));
  const kept = parts.filter((part) => !isObsolete(part, others));
  const first = kept.find(({ source }) => source === own.source);
  const entries = kept
    .filter((part) => part.source !== own.source || part === first)
    .map((part) => (part === first ? entryOf(own) : part.text));
  return paragraphs(entries.join(''), first === undefined ? entryOf(own) : '', noteOf(others));
}

/** The engine leaves out all comments that are not its own; those with entries would mislead cdktf-cli. */
function isObsolete(
  { source, text, isComment }: LockFilePart,
  others: readonly RequiredProvider[],
): boolean {
  if (isComment) return /\bprovider\s+"[^"\n]*\/[^"\n]*"/.test(text);
  return source !== undefined && isOutdated(source, text, others);
}

const NOTE_START = '/* For cdktf-cli; engines ignore this comment.';
const NOTE = /^\/\* For cdktf-cli;[^]*?\*\/\n/m;

function entryOf({ source, version, h1 }: LockedProvider): string {
  return `provider "${source}" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
    "${h1}",
  ]
}
`;
}

function isOutdated(source: string, entry: string, required: readonly RequiredProvider[]): boolean {
  const version = /^\s*version\s*=\s*"(.*)"/m.exec(entry)?.[1] ?? '';
  return required.some(
    (provider) =>
      provider.version !== undefined &&
      [addressOf(provider, TERRAFORM_REGISTRY), addressOf(provider, OPENTOFU_REGISTRY)].includes(
        source,
      ) &&
      !allows(provider.version, version),
  );
}

function noteOf(required: readonly RequiredProvider[]): string {
  if (required.length === 0) return '';
  // cdktf-cli compares what the stack asks for with these constraints, and so finds that they fit, whatever it asks.
  const entries = required.map(
    (provider) =>
      `provider "${addressOf(provider, TERRAFORM_REGISTRY)}" {\n  constraints = ">= 0"\n}\n`,
  );
  return `${NOTE_START}\n${entries.join('')}*/\n`;
}

const TERRAFORM_REGISTRY = 'registry.terraform.io';
const OPENTOFU_REGISTRY = 'registry.opentofu.org';

/** The source with the parts that may be left out: the host, and with it the namespace. */
function addressOf({ source }: RequiredProvider, registry: string): string {
  const parts = source.split('/');
  if (parts.length === 1) return `${registry}/hashicorp/${source}`;
  return parts.length === 2 ? `${registry}/${source}` : source;
}

function paragraphs(...texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/\n{3,}/g, '\n\n').trim())
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n');
}
