import { GRPCControllerDefinition, GRPCStdioDefinition } from '../protocol/go-plugin';
import { HealthDefinition } from '../protocol/health';
import { controllerHandlers } from './go-plugin/controller';
import { healthHandlers } from './go-plugin/health';
import { type Encryption, GrpcServer, type Route, type Routes } from './grpc/grpc-server';
import { type Handlers, pathOf, type ServiceDefinition, unaryRoutes } from './grpc/handlers';
import { describeFailure } from './log/failure';
import { type Logger } from './log/logger';
import { type Lifetime } from './process/lifetime';
import { Optimization } from './process/optimization';
import { type Watchdog } from './process/watchdog';

/** What answers the calls of an engine. */
export interface Plugin<S extends ServiceDefinition> {
  /** The plugin's service, as generated. */
  readonly service: S;
  readonly handlers: Handlers<S>;
}

export interface LoadablePlugin<S extends ServiceDefinition> {
  /** Called once, with the first call that needs it. Should it fail, every call fails with the reason. */
  load(): Plugin<S> | Promise<Plugin<S>>;
  /** Encoded answers that do not need the plugin, by the gRPC paths of their methods. @default - none */
  readonly prepared?: ReadonlyMap<string, () => Promise<Uint8Array>>;
  readonly log: Logger;
}

/** The parts of this process that calls use or affect. */
export interface ServerOptions {
  readonly encryption: Encryption | undefined;
  readonly lifetime: Lifetime;
  readonly watchdog: Watchdog | undefined;
}

/** Answers the calls of an engine. */
export function pluginServer<S extends ServiceDefinition>(
  plugin: LoadablePlugin<S>,
  { encryption, lifetime, watchdog }: ServerOptions,
): GrpcServer {
  const { prepared = new Map<string, Route>(), log } = plugin;
  const ownRoutes = goPluginRoutes((reason) => lifetime.end(reason), log);
  let loading: Promise<Routes> | undefined;
  const optimization = new Optimization();
  const beginWork = () => {
    watchdog?.start();
    optimization.beginWork();
  };
  const routes = () => (loading ??= loadRoutes(plugin, beginWork));
  const routeTo = async (path: string) => {
    optimization.countCall();
    const known = ownRoutes.get(path) ?? prepared.get(path);
    // go-plugin has services that we do not offer; no plugin needs to be loaded to know that.
    return known ?? (path.startsWith('/plugin.') ? undefined : (await routes()).get(path));
  };
  return new GrpcServer(routeTo, {
    encryption,
    onSessions: (open) => lifetime.sessionsChanged(open),
  });
}

/** What every go-plugin answers, whatever it is for. */
function goPluginRoutes(end: (reason: string) => void, log: Logger): Routes {
  return new Map<string, Route>([
    ...unaryRoutes(GRPCControllerDefinition, controllerHandlers(end), log),
    ...unaryRoutes(HealthDefinition, healthHandlers(), log),
    // An open stream keeps the engine's connection from being closed as idle after half an hour.
    [pathOf(GRPCStdioDefinition, GRPCStdioDefinition.methods.streamStdio), 'silent stream'],
  ]);
}

async function loadRoutes<S extends ServiceDefinition>(
  plugin: LoadablePlugin<S>,
  beginWork: () => void,
): Promise<Routes> {
  const { log } = plugin;
  try {
    const { service, handlers } = await plugin.load();
    return unaryRoutes(service, handlers, log, { beginWork });
  } catch (error) {
    log.error('The provider cannot be loaded', { failure: describeFailure(error) });
    throw error;
  }
}
