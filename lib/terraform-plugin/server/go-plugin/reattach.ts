// How an engine is told to use a process that is already running:
// https://developer.hashicorp.com/terraform/plugin/debugging#terraform-cli-development-reattach

/** A process that serves already. */
interface Reattachment {
  /** The address of the provider, as configurations require it. */
  readonly source: string;
  readonly protocolVersion: number;
  readonly socket: string;
}

/** The line to paste into the shell in which terraform or tofu will run. */
export function reattachLine({ source, protocolVersion, socket }: Reattachment): string {
  const providers = {
    [source]: {
      Protocol: 'grpc',
      ProtocolVersion: protocolVersion,
      Pid: process.pid,
      Test: true, // keeps the engine from ending us
      Addr: { Network: 'unix', String: socket },
    },
  };
  const quoted = JSON.stringify(providers).replaceAll("'", "'\\''");
  return `TF_REATTACH_PROVIDERS='${quoted}'\n`;
}
