// OBS API Reference, "Downloading Objects": If-Match, If-None-Match and their likes; order and comparison by RFC 9110.
import { type ReceivedRequest } from '../exchange';

export interface Version {
  /** Without quotes. */
  readonly tag: string;
  readonly modified: Date;
}

/** The status that the conditions of a request lead to; undefined if they let it pass. */
export function failedCondition(
  headers: ReceivedRequest['headers'],
  version: Version,
): 304 | 412 | undefined {
  const match = headers['if-match'];
  const since = headers['if-unmodified-since'];
  const holds = match === undefined ? !isNewer(version, since) : names(match, version);
  if (!holds) return 412;
  const noneMatch = headers['if-none-match'];
  // Here, a weak tag is as good as a strong one.
  if (noneMatch !== undefined) {
    return names(noneMatch.replaceAll('W/', ''), version) ? 304 : undefined;
  }
  const modifiedSince = headers['if-modified-since'];
  const isDate = !Number.isNaN(Date.parse(modifiedSince ?? ''));
  return isDate && !isNewer(version, modifiedSince) ? 304 : undefined;
}

/** Whether the range is to be ignored, since the object is not the one that the client has started with. */
export function ignoresRange(headers: ReceivedRequest['headers'], version: Version): boolean {
  const header = headers['if-range'];
  if (header === undefined) return false;
  return header !== version.modified.toUTCString() && !names(header, version);
}

/** Whether a list of tags names the object; those of the documents' examples have no quotes. A weak one never does. */
function names(header: string, { tag }: Version): boolean {
  return header === '*' || header.split(/, */).some((one) => one === tag || one === `"${tag}"`);
}

function isNewer({ modified }: Version, date: string | undefined): boolean {
  return Math.floor(modified.getTime() / 1000) > Date.parse(date ?? '') / 1000;
}
