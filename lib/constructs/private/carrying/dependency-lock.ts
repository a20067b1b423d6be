import { allows } from '../version-constraint';
import { type LockFilePart, partsOf } from './lock-file-parts';

/** An entry of a stack's `required_providers`. */
export interface RequiredProvider {
  readonly source: string;
  readonly version?: string;
}

/** The provider that this library carries, as the lock file describes it. */
export interface LockedProvider {
  /** Address with host. */
  readonly source: string;
  readonly version: string;
  /** Hash of its package, with the prefix `h1:`. */
  readonly h1: string;
}

/**
 * The content of a stack's `.terraform.lock.hcl` that satisfies both the engine and cdktf-cli.
 *
 * Unless cdktf-cli finds an entry for every provider of the stack, it runs `terraform providers lock`, which queries
 * registries and so fails for `own`. It searches line by line and does not recognize comments, so the `others` are
 * listed in a comment: for the engine they are not locked yet, or are locked by entries that it wrote itself. An
 * outdated entry is removed, because cdktf-cli would not run `terraform init` with `-upgrade`.
 *
 * Source: cdktf-cli 0.21, `CdktfStack.checkNeedsLockfileUpdate`, `TerraformProviderLock.hasMatchingProvider`.
 */
export function lockFileText(
  current: string,
  own: LockedProvider,
  others: readonly RequiredProvider[],
): string {
  const text = current.replace('\ufeff', '').replace(/\r\n?/g, '\n');
  const kept = partsOf(text).filter((part) => !isObsolete(part, others));
  const first = kept.find(({ source }) => source === own.source);
  const entries = kept
    .filter((part) => part.source !== own.source || part === first)
    .map((part) => (part === first ? entryOf(own) : part.text));
  return paragraphs(entries.join(''), first === undefined ? entryOf(own) : '', noteOf(others));
}

/** The engine drops all comments but its own. Those that contain entries would mislead cdktf-cli; one may be ours. */
function isObsolete(
  { source, text, isComment }: LockFilePart,
  others: readonly RequiredProvider[],
): boolean {
  if (isComment) return /\bprovider\s+"[^"\n]*\/[^"\n]*"/.test(text);
  return source !== undefined && isOutdated(source, text, others);
}

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
  // cdktf-cli compares what the stack requires with these constraints, which match any requirement.
  const entries = required.map(
    (provider) =>
      `provider "${addressOf(provider, TERRAFORM_REGISTRY)}" {\n  constraints = ">= 0"\n}\n`,
  );
  return `/* For cdktf-cli; engines ignore this comment.\n${entries.join('')}*/\n`;
}

const TERRAFORM_REGISTRY = 'registry.terraform.io';
const OPENTOFU_REGISTRY = 'registry.opentofu.org';

/** The source with its optional parts, the host and the namespace. */
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
