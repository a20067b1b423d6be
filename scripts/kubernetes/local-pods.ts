import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The part of a `kubernetes_job_v1` that says what its pods run. */
export interface JobAttributes {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly container: readonly Container[] } };
  };
}

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly volume_mount: readonly { readonly mount_path: string }[];
}

/** Where pods run in place of a cluster. */
export interface LocalNode {
  /** The program that the image of the pods starts as `dds-backup`. */
  readonly command: string;
  /** The directory in place of the volume that the pods share. */
  readonly volume: string;
  /** What the Secret would hold. */
  readonly secret: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface PodRun {
  readonly index: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The Job of a synthesized stack.
 * @param values what the engine would put in place of references, such as `data.dds_backup.latest.id`
 */
export function jobOf(stackFolder: string, values: Readonly<Record<string, string>>) {
  const stack = readFileSync(path.join(stackFolder, 'cdk.tf.json'), 'utf8').replace(
    /\$\{([^}]+)\}/g,
    (reference, name: string) => values[name] ?? reference,
  );
  const { resource } = JSON.parse(stack) as {
    resource: { kubernetes_job_v1: Readonly<Record<string, JobAttributes>> };
  };
  const [job] = Object.values(resource.kubernetes_job_v1);
  if (job === undefined) throw new Error(`${stackFolder} has no Job`);
  return job;
}

/** Runs the pods of an Indexed Job as processes of this machine, all at once. */
export function runPods(job: JobAttributes, node: LocalNode): Promise<PodRun[]> {
  const indexes = Array.from({ length: job.spec.completions }, (_, index) => index);
  return Promise.all(indexes.map((index) => runPod(job, index, node)));
}

async function runPod(job: JobAttributes, index: number, node: LocalNode): Promise<PodRun> {
  const [container] = job.spec.template.spec.container;
  const [mount] = container?.volume_mount ?? [];
  if (container === undefined || mount === undefined) throw new Error('the Job has no container');
  const [, ...words] = [...container.command, ...container.args].map((word) =>
    word
      .replaceAll('$(JOB_COMPLETION_INDEX)', String(index))
      .replaceAll(mount.mount_path, node.volume),
  );
  const child = spawn(process.execPath, [node.command, ...words], {
    env: { PATH: process.env.PATH, JOB_COMPLETION_INDEX: String(index), ...node.secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const interrupt = () => child.kill('SIGINT');
  node.signal.addEventListener('abort', interrupt, { once: true });
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { index, code: await ended, stdout, stderr };
  } finally {
    node.signal.removeEventListener('abort', interrupt);
  }
}
