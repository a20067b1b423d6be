/**
 * The form of identifiers, wherever they come from. Whether one exists is for the cloud to say; but
 * what cannot be one is not sent.
 */
import { foreign } from '../redaction/foreign-text';

/** What is wrong with the name of a region, as a sentence. */
export function wrongRegion(region: string): string | undefined {
  return /^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$/i.test(region)
    ? undefined
    : `"${foreign(region)}" cannot be a region; regions look like "eu-west-101".`;
}

/**
 * What is wrong with the ID of an instance, a backup, a project, an account or a user.
 * @param what its name in the message, such as "the ID of a backup"
 */
export function wrongId(id: string, what = 'an ID'): string | undefined {
  if (id.length > 64) return `"${foreign(id, 80)}" is too long to be ${what}.`;
  return /^[\w-]+$/.test(id)
    ? undefined
    : `"${foreign(id)}" cannot be ${what}: an ID consists of letters, digits, "-" and "_".`;
}
