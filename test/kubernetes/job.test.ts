/** The Job of `examples/kubernetes` as others describe Jobs: the schema of Kubernetes, and the provider's own bindings. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { downloadJob } from '../../examples/kubernetes/download-job';
import { afterTest } from '../after-test';

const job = downloadJob({
  image: 'registry.example.com/dds-backup:1',
  volumeClaim: 'dds-backup',
  shards: 4,
  instanceId: '6e8d6e0f0c6b4b0cb2a0b6f7f1a3c9d4in02',
  backupId: 'f3a1b2c4d5e6478890a1b2c3d4e5f607br02',
});

/** Lists that the provider's blocks name in the singular. */
const plurals: Readonly<Record<string, string>> = {
  container: 'containers',
  rule: 'rules',
  volume: 'volumes',
  volumeMount: 'volumeMounts',
};

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** With the names that `change` gives, and the values that it makes of them. */
function renamed(value: Json, change: (name: string, value: Json) => [string, Json]): Json {
  if (Array.isArray(value)) return value.map((element: Json) => renamed(element, change));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const camelCase = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return change(camelCase, renamed(inner, change));
    }),
  );
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'dds-kubernetes-'));
  afterTest(() => rmSync(made, { recursive: true }));
  return made;
}

test('Kubernetes 1.29 and newer takes the Job', () => {
  const python = path.join(folder(), 'venv');
  execFileSync('python3', ['-m', 'venv', python]);
  execFileSync(path.join(python, 'bin/pip'), ['install', '--quiet', 'kubernetes-validate==1.37.0']);
  const manifest = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...(renamed(job, (name, value) => [plurals[name] ?? name, value]) as object),
  };
  const file = path.join(folder(), 'job.json');
  const validate = (content: object, version: string) => {
    writeFileSync(file, JSON.stringify(content));
    const args = ['--strict', '--kubernetes-version', version, file];
    return execFileSync(path.join(python, 'bin/kubernetes-validate'), args, { stdio: 'pipe' });
  };
  for (const version of ['1.29', '1.33', '1.37']) validate(manifest, version);
  expect(() => validate({ ...manifest, spec: { completion: 4 } }, '1.33')).toThrow();
});

test('the provider for Kubernetes takes the Job', () => {
  const project = folder();
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  const packages = ['@cdktf/provider-kubernetes@12.1.1', 'cdktf@0.21.0', 'constructs@10.4.2'];
  execFileSync('npm', ['install', '--silent', '--ignore-scripts', ...packages], { cwd: project });
  // The bindings say text, where the engine converts numbers.
  const asText = new Set(['runAsUser', 'fsGroup']);
  const config = renamed(job, (name, value) => [name, asText.has(name) ? String(value) : value]);
  expect(problemsIn(project, config)).toEqual([]);
  expect(problemsIn(project, { ...(config as object), spec: {} })).not.toEqual([]);
});

function problemsIn(project: string, config: Json): string[] {
  const file = path.join(project, 'job.ts');
  writeFileSync(
    file,
    `import { type jobV1 } from '@cdktf/provider-kubernetes';
     export const job: jobV1.JobV1Config = ${JSON.stringify(config)};`,
  );
  const program = ts.createProgram([file], {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
