import { X509Certificate } from 'node:crypto';
import { GRPCControllerDefinition, GRPCStdioDefinition } from '../protocol/go-plugin';
import { HealthDefinition } from '../protocol/health';
import { captureOutput } from './captured-output';
import { createCertificate } from './certificate';
import { controllerHandlers } from './controller';
import { describeFailure } from './failure';
import { GrpcServer, type Encryption, type Route, type Routes } from './grpc-server';
import { pathOf, unaryRoutes, type Handlers, type ServiceDefinition } from './handlers';
import { announce, checkGreeting, HandshakeError, handshakeLine, refuse } from './handshake';
import { healthHandlers } from './health';
import { Lifetime } from './lifetime';
import { type Logger } from './logger';
import { guardProcess } from './process-guards';
import { reattachLine } from './reattach';
import { SocketFolder } from './socket-folder';
import { Watchdog } from './watchdog';

/** What answers the calls of an engine. */
export interface Plugin<S extends ServiceDefinition> {
  /** The plugin's service, as generated. */
  readonly service: S;
  readonly handlers: Handlers<S>;
}

export interface ServeOptions<S extends ServiceDefinition> {
  /**
   * Called once, when the engine has been told where to connect: it need not wait for all the code of a plugin to do
   * that. Should it fail, every call fails with the reason.
   */
  load(): Plugin<S> | Promise<Plugin<S>>;
  /** The major version of the plugin protocol that the service belongs to; for Terraform 5 or 6. */
  readonly protocolVersion: number;
  readonly log: Logger;
  /**
   * For a debugger: serve without being started by an engine, print what to put into
   * TF_REATTACH_PROVIDERS, and live until interrupted. `source` is the provider's address,
   * for example `registry.terraform.io/hashicorp/null`.
   */
  readonly reattach?: { readonly source: string };
}

/**
 * Serves a go-plugin: completes the handshake with the engine that started it, answers its calls, and resolves with the
 * exit code once the process should end. Pass that to `leave`: whatever still holds the event loop (an idle connection,
 * say) must not delay the engine.
 */
export async function servePlugin<S extends ServiceDefinition>(
  options: ServeOptions<S>,
): Promise<number> {
  try {
    if (options.reattach === undefined) checkGreeting(process.env, options.protocolVersion);
    await serveUntilEnd(options);
    return 0;
  } catch (error) {
    const reason = error instanceof HandshakeError ? error.message : describeFailure(error);
    refuse(reason, process.env);
    return 1;
  }
}

async function serveUntilEnd<S extends ServiceDefinition>(options: ServeOptions<S>): Promise<void> {
  const { protocolVersion, reattach, log } = options;
  const lifetime = new Lifetime(reattach !== undefined);
  const end = (reason: string) => lifetime.end(reason);
  const encryption = reattach ? undefined : encryptionFor(process.env.PLUGIN_CLIENT_CERT);
  const watchdog = reattach ? undefined : new Watchdog(process.ppid, () => folder.socket);
  const ownRoutes = goPluginRoutes(end, log);
  let loading: Promise<Routes> | undefined;
  const pluginRoutes = () => (loading ??= loadRoutes(options, () => watchdog?.start()));
  const server = new GrpcServer(
    async (path) => ownRoutes.get(path) ?? (await pluginRoutes()).get(path),
    { encryption, onSessions: (open) => lifetime.sessionsChanged(open) },
  );
  const folder: SocketFolder = await SocketFolder.listening(process.env, (socket) =>
    server.listen(socket),
  );
  const { socket } = folder;
  announce(
    reattach
      ? reattachLine({ source: reattach.source, protocolVersion, socket })
      : handshakeLine(protocolVersion, socket, encryption?.own.der),
    process.env,
  );
  const undo = [guardProcess(log)];
  if (!reattach) undo.push(captureOutput(log)); // a person who debugs wants to see what is printed
  pluginRoutes().catch((error: unknown) =>
    log.error('The provider cannot be loaded', { failure: describeFailure(error) }),
  );

  log.debug('The provider process ends', { reason: await lifetime.over });
  await server.close();
  await watchdog?.end();
  folder.remove();
  lifetime.dispose();
  undo.forEach((step) => step());
}

/** The engine offers its own certificate if it wants the connection to be encrypted (AutoMTLS). */
function encryptionFor(client: string | undefined): Encryption | undefined {
  if (!client) return undefined;
  return { own: createCertificate(), client: new X509Certificate(client) };
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
  options: ServeOptions<S>,
  watch: () => void,
): Promise<Routes> {
  const { service, handlers } = await options.load();
  return unaryRoutes(service, handlers, options.log, { watch });
}
