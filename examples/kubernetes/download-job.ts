export interface DownloadJob {
  readonly image: string;
  /** Name of the claim of the volume that all pods share. */
  readonly volumeClaim: string;
  readonly shards: number;
  readonly instanceId: string;
  readonly backupId: string;
  /** Only to talk to the simulator, as `setting.ts` says. */
  readonly endpoints?: Readonly<Record<string, string>>;
}

/**
 * The Job, in the terms of `kubernetes_job_v1`: as many pods as shards, all at once, each with an index of its own.
 *
 * A pod that is started again continues in the volume where the last one was interrupted. One that could not begin, which
 * has exit code 1 or 2, is not tried again: wrong keys would lock the account.
 */
export function downloadJob({ shards, ...job }: DownloadJob) {
  return {
    metadata: { name: 'dds-backup' },
    spec: {
      completion_mode: 'Indexed',
      completions: shards,
      parallelism: shards,
      backoff_limit_per_index: 3,
      pod_failure_policy: {
        rule: [{ action: 'FailIndex', on_exit_codes: { operator: 'In', values: [1, 2] } }],
      },
      template: { metadata: {}, spec: podOf(shards, job) },
    },
  };
}

function podOf(shards: number, job: Omit<DownloadJob, 'shards'>) {
  return {
    restart_policy: 'Never',
    automount_service_account_token: false,
    // The user `node` of the image; the volume belongs to its group.
    security_context: { run_as_non_root: true, run_as_user: 1000, fs_group: 1000 },
    container: [
      {
        name: 'download',
        image: job.image,
        command: ['dds-backup', 'download', job.backupId],
        args: [
          ...['--instance', job.instanceId],
          // Kubernetes puts in the index of the pod.
          ...['--shard', `$(JOB_COMPLETION_INDEX)/${shards}`],
          ...['--directory', `/backups/${job.backupId}`],
          // All pods add to one list.
          ...['--checksums', `/backups/${job.backupId}.sha256`],
          ...Object.entries(job.endpoints ?? {}).flatMap(([service, url]) => [
            '--endpoint',
            `${service}=${url}`,
          ]),
        ],
        // HW_ACCESS_KEY, HW_SECRET_KEY and HW_REGION_NAME.
        env_from: [{ secret_ref: { name: 'huaweicloud' } }],
        resources: {
          requests: { cpu: '250m', memory: '128Mi' },
          limits: { memory: '256Mi' },
        },
        security_context: { allow_privilege_escalation: false, read_only_root_filesystem: true },
        volume_mount: [{ name: 'backups', mount_path: '/backups' }],
      },
    ],
    volume: [{ name: 'backups', persistent_volume_claim: { claim_name: job.volumeClaim } }],
  };
}
