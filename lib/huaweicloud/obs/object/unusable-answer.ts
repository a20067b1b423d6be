import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';

/** An answer that does not say which bytes it holds. */
export class UnusableAnswer extends CloudError {
  /**
   * @param name the name of the file
   * @param problem a clause, such as "it has no Content-Range"
   */
  constructor(name: string, status: number, problem: string) {
    super({
      category: 'answer',
      summary: 'Unexpected answer from OBS',
      means: `The answer for ${foreign(name)} cannot be used: ${problem}.`,
      next: 'Run again; if the problem persists, check that no proxy between this machine and OBS changes answers.',
      evidence: `HTTP ${status}, from OBS`,
      status,
      transient: true,
    });
  }
}
