import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createCertificate } from '../../lib/terraform-plugin/server/certificate';
import { pathOf } from '../../lib/terraform-plugin/server/handlers';
import { type Request, type Response, type Rpc } from '../terraform-plugin/engine';
import { ProviderDefinition } from '../terraform-plugin/protocol/tfplugin6';
import { ProviderClient } from '../terraform-plugin/server/provider-client';
import { providerFolder } from './shipped-package';

/** A line of the log: `@level`, `@message`, and the fields. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The packed provider, started and asked as an engine does it, with everything logged. */
export class ProviderProcess {
  static async start(env: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
    const certificate = createCertificate();
    const child = spawn(path.join(providerFolder, 'terraform-provider-dds'), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
        PLUGIN_PROTOCOL_VERSIONS: '6',
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
    if (socket === undefined) await end();
    if (socket === undefined) throw new Error(`no handshake: ${line}\n${log.join('\n')}`);
    const client = new ProviderClient(socket, own, certificate, {});
    return new ProviderProcess(child.pid ?? 0, client, log, end);
  }

  private constructor(
    readonly pid: number,
    private readonly client: ProviderClient,
    private readonly lines: readonly string[],
    private readonly endProcess: () => Promise<void>,
  ) {}

  readonly call = async <R extends Rpc>(
    rpc: R,
    request: Request<R>,
    signal?: AbortSignal,
  ): Promise<Response<R>> => {
    const method = ProviderDefinition.methods[rpc];
    const bytes = method.requestType.encode(method.requestType.fromPartial(request) as never);
    signal?.throwIfAborted();
    const { done, cancel } = this.client.begin(pathOf(ProviderDefinition, method), bytes.finish());
    signal?.addEventListener('abort', cancel, { once: true });
    return method.responseType.decode(await done) as Response<R>;
  };

  /** Ends the process, and gives all that it has logged. */
  async end(): Promise<LogLine[]> {
    this.client.close();
    await this.endProcess();
    return this.lines.map((line) => JSON.parse(line) as LogLine);
  }
}
