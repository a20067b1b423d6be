import { GRPCControllerDefinition, GRPCStdioDefinition } from '../protocol/go-plugin';
import { HealthDefinition } from '../protocol/health';
import { controllerHandlers } from './controller';
import { describeFailure } from './failure';
import { type Encryption, GrpcServer, type Route, type Routes } from './grpc-server';
import { type Handlers, pathOf, type ServiceDefinition, unaryRoutes } from './handlers';
import { healthHandlers } from './health';
import { type Lifetime } from './lifetime';
import { type Logger } from './logger';
import { type Watchdog } from './watchdog';

/** What answers the calls of an engine. */
export interface Plugin<S extends ServiceDefinition> {
  /** The plugin's service, as generated. */
  readonly service: S;
  readonly handlers: Handlers<S>;
}

export interface LoadablePlugin<S extends ServiceDefinition> {
  /**
   * Called once, when the engine has been told where to connect: it need not wait for all the code of a plugin to do
   * that. Should it fail, every call fails with the reason.
   */
  load(): Plugin<S> | Promise<Plugin<S>>;
  readonly log: Logger;
}

/** What the calls of an engine have to do with its process. */
export interface Surroundings {
  readonly encryption: Encryption | undefined;
  readonly lifetime: Lifetime;
  readonly watchdog: Watchdog | undefined;
}

/** Answers the calls of an engine, and begins to load the plugin that they are for. */
export function pluginServer<S extends ServiceDefinition>(
  plugin: LoadablePlugin<S>,
  { encryption, lifetime, watchdog }: Surroundings,
): GrpcServer {
  const { log } = plugin;
  const ownRoutes = goPluginRoutes((reason) => lifetime.end(reason), log);
  const loading = loadRoutes(plugin, () => watchdog?.start());
  loading.catch((error: unknown) =>
    log.error('The provider cannot be loaded', { failure: describeFailure(error) }),
  );
  return new GrpcServer(async (path) => ownRoutes.get(path) ?? (await loading).get(path), {
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
  watch: () => void,
): Promise<Routes> {
  const { service, handlers } = await plugin.load();
  return unaryRoutes(service, handlers, plugin.log, { watch });
}
