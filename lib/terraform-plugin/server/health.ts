import {
  HealthCheckResponse_ServingStatus as ServingStatus,
  type HealthDefinition,
} from '../protocol/health';
import { GrpcError, status } from './grpc-status';
import { type Handlers } from './handlers';

/** The process as a whole, and the name under which go-plugin's `client.Ping` asks for it. */
const services = ['', 'plugin'];

/** Tells that we serve. Watching is unimplemented, which clients take for healthy. */
export function healthHandlers(): Handlers<HealthDefinition> {
  return {
    check: ({ service }) => {
      if (!services.includes(service)) throw new GrpcError(status.notFound, 'unknown service');
      return { status: ServingStatus.SERVING };
    },
  };
}
