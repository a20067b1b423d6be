import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  announce,
  checkGreeting,
  HandshakeError,
  handshakeLine,
  refuse,
} from './go-plugin/handshake';
import { reattachLine } from './go-plugin/reattach';
import { SocketFolder } from './go-plugin/socket-folder';
import { createCertificate } from './grpc/certificate';
import { type Encryption, type GrpcServer } from './grpc/grpc-server';
import { type ServiceDefinition } from './grpc/handlers';
import { describeFailure } from './log/failure';
import { type LoadablePlugin, type ServerOptions } from './plugin-server';
import { captureOutput } from './process/captured-output';
import { Lifetime } from './process/lifetime';
import { guardProcess } from './process/process-guards';
import { Watchdog } from './process/watchdog';

export interface ServeOptions<S extends ServiceDefinition> extends LoadablePlugin<S> {
  /** The major version of the plugin protocol that the service belongs to; for Terraform 5 or 6. */
  readonly protocolVersion: number;
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
  const encryption = reattach ? undefined : encryptionFor(process.env.PLUGIN_CLIENT_CERT);
  const watchdog = reattach ? undefined : new Watchdog(process.ppid, () => folder.socket);
  let loading: Promise<GrpcServer> | undefined;
  const server = () => (loading ??= loadServer(options, { encryption, lifetime, watchdog }));
  const { folder, listener } = await listening(server);
  const { socket } = folder;
  const undo = [() => folder.remove(), () => lifetime.dispose()];
  try {
    announce(
      reattach
        ? reattachLine({ source: reattach.source, protocolVersion, socket })
        : handshakeLine(protocolVersion, socket, encryption?.own.der),
      process.env,
    );
    undo.push(guardProcess(log));
    server().catch((error: unknown) => lifetime.end(describeFailure(error)));
    // A person who debugs wants to see what is printed. An engine should not wait for this: it connects meanwhile.
    if (!reattach) setImmediate(() => undo.push(captureOutput(log)));

    log.debug('The provider process ends', { reason: await lifetime.over });
    listener.close();
    await Promise.all([(await server()).close(), watchdog?.end()]);
  } finally {
    undo.forEach((step) => step());
  }
}

/** Most of the code, loaded while the engine connects. */
async function loadServer<S extends ServiceDefinition>(
  plugin: LoadablePlugin<S>,
  options: ServerOptions,
): Promise<GrpcServer> {
  const { pluginServer } = await import('./plugin-server');
  return pluginServer(plugin, options);
}

/** Hands over every connection to the server, as soon as that is there. */
async function listening(loaded: () => Promise<GrpcServer>) {
  const listener = createServer((connection) => {
    connection.on('error', () => undefined); // it is closed then
    loaded().then(
      (server) => server.accept(connection),
      () => undefined, // the process ends
    );
  });
  const folder = await SocketFolder.listening(process.env, async (socket) => {
    await once(listener.listen(socket), 'listening');
  });
  listener.on('error', () => undefined); // of one connection; its client notices
  return { folder, listener };
}

/** The engine offers its own certificate if it wants the connection to be encrypted (AutoMTLS). */
function encryptionFor(client: string | undefined): Encryption | undefined {
  if (!client) return undefined;
  return { own: createCertificate(), client: new X509Certificate(client) };
}
