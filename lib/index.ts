export * from './constructs/backup-download-links';
export * from './constructs/backup-file';
export * from './constructs/dds-provider';
export * from './constructs/dds-provider-props';
export * from './constructs/ephemeral-backup-download-links';
export * as imports from './imports';
