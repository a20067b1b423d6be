/** What `dds-backup provider pack` has written, installed by an engine in each of the ways that it is for. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { serverCertificate } from '../../lib/simulator/certificates';
import { afterTest } from '../after-test';
import { ddsBackup } from '../cli/command';
import { initialized } from '../cli/engine-init';
import { scratchDirectory } from '../cli/scratch';
import { newKey, testWithGpg } from '../cli/signing-key';
import { library } from './shipped-package';
import { filesOf } from './zip-reader';

interface Packed {
  readonly source: string;
  readonly version: string;
  readonly directory: string;
  readonly mirror: string;
}

async function packed(env: Record<string, string> = {}): Promise<Packed> {
  const directory = path.join(scratchDirectory(), 'release');
  const args = ['provider', 'pack', '--directory', directory, '--json'];
  return JSON.parse((await ddsBackup(args, { env })).stdout) as Packed;
}

const requiring = ({ source, version }: Packed) => `terraform {
  required_providers {
    dds = {
      source  = "${source}"
      version = "${version}"
    }
  }
}
`;

const installation = (method: string) => `provider_installation {\n${method}\n}\n`;

/** The hash that a synthesized stack has in its lock file. */
const { h1 } = JSON.parse(
  readFileSync(path.join(library, 'build/packages/manifest.json'), 'utf8'),
) as { h1: string };

test('as a filesystem mirror', async () => {
  const release = await packed();
  const { output, lock } = await initialized(
    requiring(release),
    installation(`filesystem_mirror { path = "${release.mirror}" }`),
  );
  expect(output).toContain(`Installed ${release.source} v${release.version}`);
  expect(lock).toContain(h1);
});

test('as an unpacked filesystem mirror', async () => {
  const release = await packed();
  const mirror = scratchDirectory();
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const folder = path.join(mirror, release.source, release.version, platform);
  mkdirSync(folder, { recursive: true });
  const zip = `terraform-provider-dds_${release.version}_${platform}.zip`;
  for (const { name, content, mode } of filesOf(readFileSync(path.join(release.directory, zip)))) {
    writeFileSync(path.join(folder, name), content, { mode });
  }
  const { output, lock } = await initialized(
    requiring(release),
    installation(`filesystem_mirror { path = "${mirror}" }`),
  );
  expect(output).toContain(`Installed ${release.source} v${release.version}`);
  expect(lock).toContain(h1);
});

test('as a network mirror, on a web server that knows nothing of providers', async () => {
  const release = await packed();
  const { url, authority } = await served((name) => fileIn(release.mirror, name));
  const { output, lock } = await initialized(
    requiring(release),
    installation(`network_mirror { url = "${url}/" }`),
    authority,
  );
  expect(output).toContain(`Installed ${release.source} v${release.version}`);
  expect(lock).toContain(h1);
});

describe('as a release in a registry', () => {
  testWithGpg('it is installed and its signature is verified', async () => {
    const key = newKey('');
    const release = await packed(key.env);
    const registry = await registryWith(release, key);
    const { output, lock } = await initialized(
      requiring(release),
      registry.cliConfiguration,
      registry.authority,
    );
    expect(output).toContain(`Installed ${release.source} v${release.version}`);
    expect(output).toContain(`signed, key ID ${key.id}`);
    expect(lock).toContain(h1);
  });

  testWithGpg('a signature by another key is refused', async () => {
    const release = await packed(newKey('').env);
    const registry = await registryWith(release, newKey(''));
    const { output } = await initialized(
      requiring(release),
      registry.cliConfiguration,
      registry.authority,
    );
    expect(output).toMatch(/signature/);
    expect(output).not.toContain('Installed');
  });
});

/** Terraform, "Provider Registry Protocol", for one release. */
async function registryWith(release: Packed, key: { id: string; publicKey: string }) {
  const prefix = `terraform-provider-dds_${release.version}`;
  const manifest = JSON.parse(
    readFileSync(path.join(release.directory, `${prefix}_manifest.json`), 'utf8'),
  ) as { metadata: { protocol_versions: string[] } };
  const protocols = manifest.metadata.protocol_versions;
  const versions = `providers/huaweicloud/dds/versions`;
  const download = new RegExp(
    `^providers/huaweicloud/dds/${release.version}/download/(\\w+)/(\\w+)$`,
  );
  const { url, authority } = await served((name) => {
    if (name === versions) {
      const platforms = ['linux', 'darwin'].flatMap((os) =>
        ['amd64', 'arm64'].map((arch) => ({ os, arch })),
      );
      return json({ versions: [{ version: release.version, protocols, platforms }] });
    }
    const [, os, arch] = download.exec(name) ?? [];
    if (os === undefined || arch === undefined) return fileIn(release.directory, name);
    const filename = `${prefix}_${os}_${arch}.zip`;
    const zip = readFileSync(path.join(release.directory, filename));
    return json({
      protocols,
      os,
      arch,
      filename,
      download_url: `/${filename}`,
      shasums_url: `/${prefix}_SHA256SUMS`,
      shasums_signature_url: `/${prefix}_SHA256SUMS.sig`,
      shasum: createHash('sha256').update(zip).digest('hex'),
      signing_keys: { gpg_public_keys: [{ key_id: key.id, ascii_armor: key.publicKey }] },
    });
  });
  const host = release.source.split('/')[0] ?? '';
  const cliConfiguration = `host "${host}" {
  services = { "providers.v1" = "${url}/providers/" }
}
`;
  return { cliConfiguration, authority };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

function fileIn(folder: string, name: string): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, name));
  } catch {
    return undefined;
  }
}

/** An HTTPS server on this machine; it ends after the test. `authority` is a file with what its clients have to trust. */
async function served(answer: (name: string) => Buffer | undefined) {
  const { key, cert, authority } = serverCertificate();
  const server = createServer({ key, cert }, (request, response) => {
    const name = new URL(request.url ?? '/', 'https://localhost').pathname.slice(1);
    const body = answer(decodeURIComponent(name));
    const type = /\.json$|\/versions$|\/download\//.test(name)
      ? 'application/json'
      : 'application/zip';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterTest(() => {
    server.closeAllConnections();
    server.close();
  });
  const file = path.join(scratchDirectory(), 'authority.pem');
  writeFileSync(file, authority);
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, authority: file };
}
