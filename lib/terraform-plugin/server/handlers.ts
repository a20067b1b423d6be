import type { DescMethod, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { MethodTable, Service } from '../protocol/description';
import { decodeMessage, encodeMessage } from '../protocol/message-codec';
import { describeFailure } from './failure';
import type { UnaryMethod } from './grpc-call';
import { GrpcError, status } from './grpc-status';
import type { Logger } from './logger';
import { guarded } from './process-guards';

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

/** The methods of `service` that have a handler, by gRPC path. */
export function unaryRoutes<D extends DescService>(
  service: Service<D>,
  handlers: Handlers<D>,
  log: Logger,
): Map<string, UnaryMethod> {
  const byName = handlers as Readonly<Record<string, AnyHandler | undefined>>;
  const routes = new Map<string, UnaryMethod>();
  for (const [name, method] of Object.entries<MethodTable>(service.methods)) {
    const handler = byName[name];
    if (handler) routes.set(method.path, unaryMethod(service, method, handler, log));
  }
  return routes;
}

type AnyHandler = (request: object, context: CallContext) => object | Promise<object>;

function unaryMethod<D extends DescService>(
  { messages }: Service<D>,
  { path, input, output }: MethodTable,
  handler: AnyHandler,
  log: Logger,
): UnaryMethod {
  return async (bytes, signal) => {
    try {
      const request = decodeMessage(messages, input, bytes);
      const response = await guarded(() => handler(request, { signal }));
      return encodeMessage(messages, output, response);
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      const failure = describeFailure(error);
      if (!signal.aborted) log.error('A call failed', { method: path, failure });
      throw new GrpcError(status.internal, `${path} failed: ${failure}`);
    }
  };
}
