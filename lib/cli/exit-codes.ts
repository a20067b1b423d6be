/** The exit codes besides 0, as the help of `dds-backup` lists them. */
export const FAILED = 1;
export const USAGE_ERROR = 2;
export const SOME_FILES_FAILED = 8;
export const INTERRUPTED = 130;
