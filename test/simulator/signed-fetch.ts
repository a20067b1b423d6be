import { createHash, createHmac } from 'node:crypto';

export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string;
}

export interface SignOptions {
  readonly method?: string;
  readonly body?: string;
  /** Moment of signing; default now. */
  readonly at?: Date;
  readonly headers?: Record<string, string>;
}

/** A request signed in the plainest way: only X-Sdk-Date is covered, names and values of a query are given encoded. */
export async function signedFetch(
  url: string,
  { accessKey, secretKey, securityToken }: Keys,
  { method = 'GET', body = '', at = new Date(), headers = {} }: SignOptions = {},
): Promise<Response> {
  const { pathname, search } = new URL(url);
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const canonical = [
    method,
    `${pathname}/`,
    search.slice(1).split('&').sort().join('&'),
    `x-sdk-date:${date}`,
    '',
    'x-sdk-date',
    sha256(body),
  ].join('\n');
  const signature = createHmac('sha256', secretKey)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest('hex');
  return fetch(url, {
    method,
    ...(body === '' ? {} : { body }),
    headers: {
      'x-sdk-date': date,
      authorization: `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=x-sdk-date, Signature=${signature}`,
      ...(securityToken === undefined ? {} : { 'x-security-token': securityToken }),
      ...headers,
    },
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
