import type { DescMethod, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf';

/** What a handler is told besides the request. */
export interface CallContext {
  /** Aborts when the client cancels the call or hangs up, and when the process is about to end. */
  readonly signal: AbortSignal;
}

export type Handler<M extends DescMethod> = (
  request: MessageShape<M['input']>,
  context: CallContext,
) => Promise<MessageInitShape<M['output']>> | MessageInitShape<M['output']>;

/** The methods of a generated service, by their TypeScript names. One left out answers gRPC status 12. */
export type Handlers<S extends DescService> = {
  readonly [M in keyof S['method']]?: Handler<S['method'][M]>;
};
