export * from './constructs/backup-download-links';
export * from './constructs/backup-file';
export * as imports from './imports';
