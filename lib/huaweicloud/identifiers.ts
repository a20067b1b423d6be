/**
 * What identifiers can be, each rule once: for arguments, the environment and profiles. Whether
 * something of that name exists is the cloud's to say; what cannot be one is not sent.
 */
import { foreign } from './foreign-text';

/** What is wrong with the name of a region, as a sentence. */
export function wrongRegion(region: string): string | undefined {
  return /^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$/i.test(region)
    ? undefined
    : `"${foreign(region)}" cannot be a region; regions look like "eu-west-101".`;
}

/** What is wrong with the ID of an instance, a backup, a project, an account or a user. */
export function wrongId(id: string): string | undefined {
  return /^[\w-]{1,64}$/.test(id)
    ? undefined
    : `"${foreign(id)}" cannot be an ID: only letters, digits, "-" and "_" can occur in it, 64 at most.`;
}
