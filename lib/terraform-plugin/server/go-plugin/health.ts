import {
  HealthCheckResponse_ServingStatus as ServingStatus,
  type HealthDefinition,
} from '../../protocol/health';
import { GrpcError, STATUS } from '../grpc/grpc-status';
import { type Handlers } from '../grpc/handlers';

/** The process as a whole, and the name that go-plugin's `client.Ping` uses for it. */
const SERVICES = ['', 'plugin'];

/** Reports that we serve. Watching is unimplemented, which clients treat as healthy. */
export function healthHandlers(): Handlers<HealthDefinition> {
  return {
    check: ({ service }) => {
      if (!SERVICES.includes(service)) throw new GrpcError(STATUS.notFound, 'unknown service');
      return { status: ServingStatus.SERVING };
    },
  };
}
