import { foreign } from '../../huaweicloud/redaction/foreign-text';

/** Text of several lines, from outside or with such parts, that can do no harm to a terminal. */
export function safeForTerminal(text: string): string {
  return text
    .split('\n')
    .map((line) => foreign(line, LONGEST_LINE))
    .join('\n');
}

const LONGEST_LINE = 4000;
