import { type Answer, type ReceivedRequest } from '../exchange';
import { errorXml } from './error-xml';

/** What some refusals carry besides code and message. */
export interface RefusalDetails {
  readonly headers?: Readonly<Record<string, string>>;
  /** Further elements of the XML. */
  readonly elements?: Readonly<Record<string, string>>;
}

/** Thrown by the object store; the answer is XML. */
export class ObsRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    private readonly details: RefusalDetails = {},
  ) {
    super(message);
  }

  /** @param ids the headers that identify the request */
  answer(
    { path }: ReceivedRequest,
    ids: Readonly<Record<'x-obs-request-id' | 'x-obs-id-2', string>>,
  ): Answer {
    return {
      status: this.status,
      headers: { 'content-type': 'application/xml', ...this.details.headers, ...ids },
      body: errorXml({
        Code: this.code,
        Message: this.message,
        Resource: path,
        RequestId: ids['x-obs-request-id'],
        HostId: ids['x-obs-id-2'],
        ...this.details.elements,
      }),
    };
  }
}
