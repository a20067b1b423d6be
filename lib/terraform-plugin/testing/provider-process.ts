import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createCertificate } from '../server/grpc/certificate';
import { pathOf } from '../server/grpc/handlers';
import { type RpcRequest, type RpcResponse, type Rpc } from './engine';
import { ENGINE_ENVIRONMENT } from './engine-environment';
import { ProviderDefinition } from './protocol/tfplugin6';
import { ProviderClient } from './provider-client';

/** A line of the log: `@level`, `@message`, and the fields. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The executable of a provider, started and called as an engine does it, with everything logged. */
export class ProviderProcess {
  /** @param executable its path */
  static async start(executable: string, env: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
    const certificate = createCertificate();
    const child = spawn(executable, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...ENGINE_ENVIRONMENT,
        PLUGIN_CLIENT_CERT: certificate.cert,
        TF_LOG: 'TRACE',
        ...env,
      },
    });
    const log: string[] = [];
    createInterface(child.stderr).on('line', (line) => log.push(line));
    const ended = once(child, 'close');
    const end = async () => {
      child.kill('SIGTERM');
      await ended;
    };
    const line = await Promise.race([
      once(createInterface(child.stdout), 'line').then(([text]) => text as string),
      ended.then(() => ''),
    ]);
    const [, , , socket, , own] = line.split('|');
    if (socket === undefined) {
      await end();
      throw new Error(`no handshake: ${line}\n${log.join('\n')}`);
    }
    const client = new ProviderClient(socket, own, certificate, {});
    return new ProviderProcess(child.pid ?? 0, client, log, ended, end);
  }

  private constructor(
    readonly pid: number,
    private readonly client: ProviderClient,
    private readonly lines: readonly string[],
    private readonly ended: Promise<unknown>,
    private readonly endProcess: () => Promise<void>,
  ) {}

  readonly call = async <R extends Rpc>(
    rpc: R,
    request: RpcRequest<R>,
    signal?: AbortSignal,
  ): Promise<RpcResponse<R>> => {
    const method = ProviderDefinition.methods[rpc];
    const bytes = method.requestType.encode(method.requestType.fromPartial(request) as never);
    signal?.throwIfAborted();
    const { done, cancel } = this.client.begin(pathOf(ProviderDefinition, method), bytes.finish());
    signal?.addEventListener('abort', cancel, { once: true });
    return method.responseType.decode(await done) as RpcResponse<R>;
  };

  /** Asks the process to end, as an engine does, and waits until it is gone. */
  async shutDown(): Promise<void> {
    await this.client.begin('/plugin.GRPCController/Shutdown', new Uint8Array()).done;
    await this.ended;
    this.client.close();
  }

  /** Ends the process, and returns all that it has logged. */
  async end(): Promise<LogLine[]> {
    this.client.close();
    await this.endProcess();
    return this.lines.map((line) => JSON.parse(line) as LogLine);
  }
}
