// `npm run simulate`: a Huawei Cloud to try things on.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serverCertificate } from './certificates';
import { metadataModes, type MetadataMode } from './ecs/metadata';
import { type StartOptions, startSimulator, type Simulator } from './simulator';

const usage = `Usage: npm run simulate -- [options]
  --port <number>       port on 127.0.0.1 (default: a free one)
  --region <name>       region of the sample instances (default: cn-north-4)
  --link-ttl <time>     life of a download link, such as 15m or 3s (default: 15m)
  --link-uses <number>  downloads that a link is good for, counting each range (default: unlimited)
  --file-size <bytes>   size of the sample backup files (default: 1 MiB)
  --session-ttl <time>  life of tokens and temporary keys (default: as documented)
  --metadata <mode>     ECS metadata service: ${metadataModes.join(', ')} (default: v2)
  --tls                 serve HTTPS, with a certificate for localhost and 127.0.0.1 by an authority of its own,
                        whose certificate is written to a file for cacert_file
  --tls-host <name>     a host that the certificate is for as well; may be repeated
  --malformed-expiry    write expiry times as the API reference's example does

Faults, links, the clock and backups are changed over HTTP, below /simulator/: see docs/testing.md.`;

async function main(): Promise<void> {
  const options = chosenOptions();
  if (options.help) {
    console.log(usage);
    return;
  }
  const tls = options.tls
    ? serverCertificate(['localhost', '127.0.0.1', ...options['tls-host']])
    : undefined;
  const cloud = await startSimulator({ ...simulatorOptions(options), ...(tls && { tls }) });
  const folder = tls && (await mkdtemp(path.join(tmpdir(), 'dds-simulator-')));
  const authority = folder && path.join(folder, 'authority.pem');
  if (authority) await writeFile(authority, tls.authority);
  console.log(introduction(cloud, authority));
  const stop = (): void => {
    void cloud.close();
    if (folder) void rm(folder, { recursive: true });
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function chosenOptions() {
  return parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      region: { type: 'string', default: 'cn-north-4' },
      'link-ttl': { type: 'string', default: '15m' },
      'link-uses': { type: 'string' },
      'file-size': { type: 'string', default: String(1024 * 1024) },
      'session-ttl': { type: 'string' },
      metadata: { type: 'string', default: 'v2' },
      tls: { type: 'boolean', default: false },
      'tls-host': { type: 'string', multiple: true, default: [] },
      'malformed-expiry': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function simulatorOptions(options: ReturnType<typeof chosenOptions>): StartOptions {
  const { 'session-ttl': sessionTtl, 'link-uses': linkUses } = options;
  return {
    port: wholeNumber('--port', options.port),
    region: options.region,
    linkTtl: duration('--link-ttl', options['link-ttl']),
    ...(linkUses !== undefined && { linkUses: wholeNumber('--link-uses', linkUses) }),
    control: true,
    fileBytes: wholeNumber('--file-size', options['file-size']),
    ...(sessionTtl === undefined ? {} : { sessionTtl: duration('--session-ttl', sessionTtl) }),
    metadata: metadataMode(options.metadata),
    expiryForm: options['malformed-expiry'] ? 'malformed' : 'proper',
  };
}

/** @param authority file with the certificate that clients have to trust; undefined without TLS */
function introduction(cloud: Simulator, authority: string | undefined): string {
  const exports = Object.entries(cloud.environment).map(
    ([name, value]) => `export ${name}=${value}`,
  );
  const samples = Object.entries(cloud.backups).map(
    ([name, { id, instanceId, status }]) => `${name.padEnd(12)} ${instanceId}  ${id}  ${status}`,
  );
  return [
    `Simulated Huawei Cloud at ${cloud.url} (Ctrl-C ends it)`,
    '',
    ...exports,
    '',
    `An ECS logs in with HW_METADATA_ENDPOINT=${cloud.url} in place of the last line.`,
    'The provider also needs:',
    `  endpoints = { dds = "${cloud.url}", iam = "${cloud.url}", sts = "${cloud.url}" }`,
    ...(authority ? [`  cacert_file = "${authority}"`] : []),
    'and the command dds-backup:',
    `  --endpoint dds=${cloud.url} --endpoint iam=${cloud.url}`,
    '',
    `${'backup'.padEnd(12)} ${'instance_id'.padEnd(36)}  ${'backup_id'.padEnd(36)}  status`,
    ...samples,
  ].join('\n');
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new TypeError(`${option} must be a whole number`);
  return Number(text);
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function duration(option: string, text: string): number {
  const match = /^(\d{1,9})(ms|s|m|h)$/.exec(text);
  if (!match) throw new TypeError(`${option} must be a time such as 15m or 3s`);
  return Number(match[1]) * units[match[2] as keyof typeof units];
}

function metadataMode(text: string): MetadataMode {
  const mode = metadataModes.find((known) => known === text);
  if (!mode) throw new TypeError(`--metadata must be one of ${metadataModes.join(', ')}`);
  return mode;
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
});
