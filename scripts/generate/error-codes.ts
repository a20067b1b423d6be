/** Makes `docs/error-codes.md` from the catalogues of errors: `npm run generate`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectionFailures } from '../../lib/huaweicloud/connection/connection-failure';
import { linksRefusals } from '../../lib/huaweicloud/dds/links-refusals';
import { listRefusals } from '../../lib/huaweicloud/dds/list-refusals';
import { headlines } from '../../lib/huaweicloud/errors/cloud-error';
import { withNames } from '../../lib/huaweicloud/errors/setting-names';
import { catalogue, type Entry, entryFor } from '../../lib/huaweicloud/http/error-catalogue';
import { fileReasons } from '../../lib/huaweicloud/obs/files/file-error';
import { quotedArgumentNames } from '../../lib/provider/argument-names';

const page = path.join(__dirname, '../../docs/error-codes.md');

/** A line of a table, before lines that say the same become one. */
interface Line {
  readonly code: string;
  readonly texts: readonly string[];
}

const INTRODUCTION = `<!-- Made by \`npm run generate\` from the catalogues in lib/huaweicloud. -->

# Error codes

Messages about the cloud, the network and files contain a code, such as \`DBS.201214\`, \`ECONNREFUSED\` or \`ENOSPC\`. This page
says what each code means and what to do. It calls settings what the provider calls them: \`project_id\` is \`projectId\` in
CDKTF, and \`HW_PROJECT_ID\` in the environment. All messages, with and without codes, are in
[Troubleshooting](troubleshooting.md).`;

/** The page, as it is committed. */
export function errorCodes(): string {
  const cloud = ['message', 'what it means', 'what to do'];
  const local = ['what it means', 'what to do'];
  const parts = [
    INTRODUCTION,
    '## DDS, when links are requested',
    table(cloud, ofService(linksRefusals().codes ?? {})),
    '## DDS, when backups are listed',
    table(cloud, ofService(listRefusals(EVERY_CRITERION).codes ?? {})),
    '## The API gateway',
    'Older gateways write `APIG.` in place of `APIGW.`, with the same meaning. Where a code stands in several lines, the text of the cloud decides between them.',
    table(cloud, ofGateway()),
    '## HTTP statuses',
    'These apply if an answer has no code, or one that is not on this page.',
    table(cloud, ofStatuses()),
    '## Connections',
    `They are reported as “${headlines.connection}”, or “OBS cannot be reached”. Other codes that begin with \`ERR_SSL_\`, \`ERR_TLS_\` or \`HPE_\`, or name a certificate (\`SELF_SIGNED_CERT_IN_CHAIN\`), are explained in the message.`,
    table(local, ofConnections()),
    '## Files',
    `They are reported as “${headlines.file}”.`,
    table(local, ofFiles()),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A refused list only names criteria that are set. */
const EVERY_CRITERION = {
  ...{ instanceId: 'any', backupId: 'any', instanceName: 'any', backupName: 'any' },
  ...{ backupType: 'any', status: 'any', mode: 'any', description: 'any' },
  ...{ startedFrom: new Date(0), startedUntil: new Date(0) },
};

function ofService(codes: Readonly<Record<string, Entry>>): Line[] {
  return Object.entries(codes).map(([code, entry]) => lineOf(code, entry));
}

function ofGateway(): Line[] {
  return Object.entries(catalogue).flatMap(([code, entry]) =>
    ('variants' in entry ? [...entry.variants, entry] : [entry]).map((one) => lineOf(code, one)),
  );
}

function ofStatuses(): Line[] {
  const anyOther = entryFor(418, undefined, undefined);
  const known = Array.from({ length: 200 }, (_, index) => 400 + index)
    .map((status) => ({ status, entry: entryFor(status, undefined, undefined) }))
    .filter(({ entry }) => entry !== anyOther);
  return [
    ...known.map(({ status, entry }) => lineOf(String(status), entry)),
    { ...lineOf('', anyOther), code: 'any other' },
  ];
}

function ofConnections(): Line[] {
  return Object.entries(connectionFailures).map(([code, { means, next }]) => ({
    code: `\`${code}\``,
    texts: [capitalised(means('the address')), next],
  }));
}

function ofFiles(): Line[] {
  return Object.entries(fileReasons).map(([code, { means, next }]) => ({
    code: `\`${code}\``,
    texts: [means, next],
  }));
}

function lineOf(code: string, { category, summary, means, next }: Entry): Line {
  return { code: `\`${code}\``, texts: [summary ?? headlines[category], means, next] };
}

/** Lines that say the same are one row; columns are as wide as Prettier makes them. */
function table(columns: readonly string[], lines: readonly Line[]): string {
  const rows = new Map<string, { readonly codes: Set<string>; readonly texts: string[] }>();
  for (const { code, texts } of lines) {
    const named = texts.map((text) => withNames(text, quotedArgumentNames));
    const row = rows.get(named.join()) ?? { codes: new Set(), texts: named };
    row.codes.add(code);
    rows.set(named.join(), row);
  }
  const cells = [...rows.values()].map(({ codes, texts }) => [[...codes].join(', '), ...texts]);
  const all = [['code', ...columns], ...cells];
  const widths = ['code', ...columns].map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const [head = '', ...body] = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function main(): Promise<void> {
  await writeFile(page, errorCodes());
  console.log('docs/error-codes.md');
}

if (require.main === module) void main();
