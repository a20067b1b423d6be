import { createHash } from 'node:crypto';

/** An id as the APIs make them: 32 hexadecimal digits, then the kind of thing. The same for the same name. */
export function sampleId(name: string, suffix: '' | 'in02' | 'br02' | 'gr02' = ''): string {
  return createHash('md5').update(`simulator ${suffix} ${name}`).digest('hex') + suffix;
}
