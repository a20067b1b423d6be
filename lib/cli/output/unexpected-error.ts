import { repository, version } from '../../../package.json';
import { foreign } from '../../huaweicloud/redaction/foreign-text';

/** The message, without the word "error", for an error that nobody expected: it is a bug of this command. */
export function unexpectedError(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const issues = repository.url.replace(/\.git$/, '/issues');
  return [
    `unexpected error: ${foreign(message)}`,
    `This is a bug of dds-backup. Please report it at ${issues} with this message and the command (dds-backup ${version}, Node.js ${process.version}, ${process.platform} ${process.arch}).`,
  ].join('\n');
}
