import { type Readable } from 'node:stream';
import { CloudError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';

/**
 * Longer answers (bytes) are not read to the end. The largest one to be expected, a thousand files
 * with long links, has 5 MB.
 */
const LARGEST_BODY = 8 * 1024 * 1024;

/**
 * The text of an answer, without a byte order mark.
 * @param request method and address, for messages
 * @throws CloudError for an answer that is too large, and what the stream throws
 */
export async function readBody(body: Readable, request: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLarge(request);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLarge(request: string): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: `The answer is larger than ${LARGEST_BODY / 1024 / 1024} MB and was not read to the end.`,
    next: `Check that the address is one of Huawei Cloud (${named('region')}, ${named('endpoints')}).`,
    evidence: request,
  });
}
