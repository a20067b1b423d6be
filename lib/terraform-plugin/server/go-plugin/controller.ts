import { type GRPCControllerDefinition } from '../../protocol/go-plugin';
import { type Handlers } from '../grpc/handlers';

/** The service by which the engine ends the process; it kills a process that is not gone 2 s later. */
export function controllerHandlers(
  end: (reason: string) => void,
): Handlers<GRPCControllerDefinition> {
  return {
    shutdown: () => {
      setImmediate(end, 'the engine asked for it'); // after the answer was sent
      return {};
    },
  };
}
