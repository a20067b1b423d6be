import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';

/** The error for bytes that are not those of the list. */
export function differsFromList(path: string, sha256: string, next: string): CloudError {
  return new CloudError({
    category: 'file',
    summary: 'SHA-256 differs',
    means: `The SHA-256 of ${foreign(path)} is ${sha256}, which is not the expected one.`,
    next,
    code: 'SHA256_MISMATCH',
  });
}
