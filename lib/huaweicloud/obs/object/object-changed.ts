import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';

/** The object was replaced while it was being read: what was read before belongs to another version. */
export class ObjectChanged extends CloudError {
  /** @param name the name of the file */
  constructor(name: string, how: string) {
    super({
      category: 'state',
      summary: 'The file was replaced in OBS',
      means: `${foreign(name)} was replaced in OBS while it was being downloaded: ${how}.`,
      next: 'Run again to download the new version.',
      code: 'OBJECT_CHANGED',
    });
  }
}
