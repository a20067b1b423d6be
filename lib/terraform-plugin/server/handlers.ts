import {
  create,
  fromBinary,
  toBinary,
  type DescMethod,
  type DescService,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
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

/** The unary methods of `service` that have a handler, by gRPC path. */
export function unaryRoutes<S extends DescService>(
  service: S,
  handlers: Handlers<S>,
  log: Logger,
): Map<string, UnaryMethod> {
  const byName: Readonly<Record<string, Handler<DescMethod> | undefined>> = handlers;
  const routes = new Map<string, UnaryMethod>();
  for (const method of service.methods) {
    const handler = byName[method.localName];
    if (handler === undefined || method.methodKind !== 'unary') continue;
    routes.set(pathOf(method), unaryMethod(method, handler, log));
  }
  return routes;
}

/** How gRPC addresses a method. */
export function pathOf(method: DescMethod): string {
  return `/${method.parent.typeName}/${method.name}`;
}

function unaryMethod(method: DescMethod, handler: Handler<DescMethod>, log: Logger): UnaryMethod {
  return async (bytes, signal) => {
    try {
      const request = fromBinary(method.input, bytes, { readUnknownFields: false });
      const response = await guarded(() => handler(request, { signal }));
      return toBinary(method.output, create(method.output, response));
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      const failure = describeFailure(error);
      if (!signal.aborted) log.error(`${method.name} failed`, { failure });
      throw new GrpcError(status.internal, `${method.name} failed: ${failure}`);
    }
  };
}
