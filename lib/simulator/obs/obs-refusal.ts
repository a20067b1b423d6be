import { type Answer, type ReceivedRequest } from '../exchange';

/** Thrown by the object store; the answer is XML (OBS API Reference, "Error Codes"). */
export class ObsRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** @param ids the headers that identify the request */
  answer(
    { path }: ReceivedRequest,
    ids: Readonly<Record<'x-obs-request-id' | 'x-obs-id-2', string>>,
  ): Answer {
    const elements = {
      Code: this.code,
      Message: this.message,
      Resource: path,
      RequestId: ids['x-obs-request-id'],
      HostId: ids['x-obs-id-2'],
    };
    const xml = Object.entries(elements).map(
      ([name, text]) => `<${name}>${escaped(text)}</${name}>`,
    );
    return {
      status: this.status,
      headers: { 'content-type': 'application/xml', ...this.headers, ...ids },
      body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Error>${xml.join('')}</Error>`,
    };
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
