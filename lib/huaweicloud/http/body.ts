import { type Readable } from 'node:stream';
import { CloudError } from '../cloud-error';

/**
 * Answers beyond this many bytes are not read to their end. The largest one that makes sense, a
 * thousand files with long links, has 5 MB.
 */
const LARGEST_BODY = 8 * 1024 * 1024;

/**
 * The text of an answer, without a byte order mark.
 * @param asked what was asked, for messages
 * @throws CloudError for an answer that is too large, and what the stream throws
 */
export async function readBody(body: Readable, asked: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLarge(asked);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** The answer is larger than anything the API has to say. */
function tooLarge(asked: string): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: `The answer is larger than ${LARGEST_BODY / 1024 / 1024} MB and was not read to its end.`,
    next: 'Check that the address is one of Huawei Cloud (region, endpoints).',
    evidence: asked,
  });
}
