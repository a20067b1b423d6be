import { describeFailure } from '../log/failure';
import { type Logger } from '../log/logger';
import { guarded } from '../process/process-guards';
import { type UnaryMethod } from './grpc-call';
import { GrpcError, STATUS } from './grpc-status';

/** What a handler gets besides the request. */
export interface CallContext {
  /** Aborts when the client cancels the call or hangs up, and when the process is about to end. */
  readonly signal: AbortSignal;
  /**
   * To be called before computing over foreign input: if the engine vanishes while that keeps the process busy, the
   * process is killed. @default - not watched
   */
  readonly beginWork?: () => void;
}

/** A service as ts-proto generates it. */
export interface ServiceDefinition {
  /** With its package. */
  readonly fullName: string;
  /** By their TypeScript names. */
  readonly methods: Readonly<Record<string, MethodDefinition>>;
}

interface MethodDefinition {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): object };
  readonly responseType: { encode(message: object): { finish(): Uint8Array } };
}

/** Fields that the response leaves out have their zero value. */
export type Handler<M extends MethodDefinition> = (
  request: Decoded<ReturnType<M['requestType']['decode']>>,
  context: CallContext,
) => MethodResponse<M> | Promise<MethodResponse<M>>;

/** A message that was decoded: what was not sent is undefined if it is a message, and else the zero value of its type. */
export type Decoded<Message> = {
  readonly [Field in keyof Required<Message>]: DecodedField<NonNullable<Message[Field]>>;
};

type DecodedField<T> = T extends Scalar | readonly unknown[] ? T : Decoded<T> | undefined;

type Scalar = string | number | bigint | boolean | Uint8Array;

type MethodResponse<M extends MethodDefinition> = Parameters<M['responseType']['encode']>[0];

/** The methods of a service, by their TypeScript names. One that is left out returns gRPC status 12. */
export type Handlers<S extends ServiceDefinition> = {
  readonly [M in keyof S['methods']]?: Handler<S['methods'][M]>;
};

/** The gRPC path of a method, `/package.Service/Method`. */
export function pathOf(
  { fullName }: Pick<ServiceDefinition, 'fullName'>,
  { name }: Pick<MethodDefinition, 'name'>,
): string {
  return `/${fullName}/${name}`;
}

/** The methods of `service` that have a handler, by gRPC path. */
export function unaryRoutes<S extends ServiceDefinition>(
  service: S,
  handlers: Handlers<S>,
  log: Logger,
  context: Omit<CallContext, 'signal'> = {},
): Map<string, UnaryMethod> {
  const byName = handlers as Readonly<Record<string, Handler<MethodDefinition> | undefined>>;
  const routes = new Map<string, UnaryMethod>();
  for (const [name, method] of Object.entries(service.methods)) {
    const handler = byName[name];
    const path = pathOf(service, method);
    if (handler) routes.set(path, unaryMethod(path, method, handler, log, context));
  }
  return routes;
}

function unaryMethod(
  path: string,
  { requestType, responseType }: MethodDefinition,
  handler: Handler<MethodDefinition>,
  log: Logger,
  context: Omit<CallContext, 'signal'>,
): UnaryMethod {
  return async (bytes, signal) => {
    try {
      const request = requestType.decode(bytes);
      const response = await guarded(() => handler(request, { ...context, signal }));
      return responseType.encode(response).finish();
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      const failure = describeFailure(error);
      if (!signal.aborted) log.error('A call failed', { method: path, failure });
      throw new GrpcError(STATUS.internal, `${path} failed: ${failure}`);
    }
  };
}
