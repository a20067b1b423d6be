/**
 * What the error codes of DDS are about. What a refusal means, and what to do, depends on the
 * operation that was refused, so each operation has its own entry for every subject.
 * Source: DDS API Reference, appendix "Error Codes". The documents do not say which codes stand for an
 * unfinished, failed or foreign backup, or a closed download policy: their entries name every likely
 * cause.
 */
import {
  accountRejected,
  type Entry,
  projectRejected,
  type Refusals,
  throttled,
  tokenRejected,
  unavailable,
} from '../http/error-catalogue';

/** The codes whose meaning depends on the operation, by subject. */
const SUBJECTS = {
  parameter: ['200001', '200095', '201006', '280001', '280361', '290000'],
  beginTime: ['280067', '280409'],
  endTime: ['280068'],
  paging: ['280439', '280440'],
  mode: ['280342'],
  backup: ['201214', '280016', '280124'],
  backupState: ['200004', '201202', '201204', '201319'],
  notSupported: ['280343', '280347'],
  instance: ['200002', '201028', '201501', '280110'],
  instanceOrBackup: ['201502'],
  instanceId: ['280404'],
  instanceOwner: ['200010', '200604'],
  instanceState: [
    '00010009',
    ...['200011', '200018', '200019', '200047', '200076', '201000', '201014', '201015'],
  ],
  permission: ['280032', '280042', '280063', '280064'],
} as const;

export type Subject = keyof typeof SUBJECTS;

/** What the subjects mean for one operation. */
export type SubjectEntries = Readonly<Record<Subject, Entry>>;

const enterpriseProject: Entry = {
  category: 'permission',
  means: 'The enterprise project does not exist, or enterprise projects are not enabled.',
  next: 'Check that the user is allowed to read backups in the enterprise project of the instance.',
  retry: 'never',
};

/** Codes that mean the same for all operations. */
const COMMON: Readonly<Record<string, Entry>> = {
  'DBS.200998': unavailable,
  'DBS.201509': unavailable,
  'DBS.280005': unavailable,
  'DBS.280019': accountRejected,
  'DBS.280056': tokenRejected,
  'DBS.280408': projectRejected,
  'DBS.280433': enterpriseProject,
  'DBS.280437': enterpriseProject,
  'DBS.280443': throttled,
};

/** The refusals of an operation of DDS, by its entries for the subjects. */
export function refusalsIn(entries: SubjectEntries): Refusals {
  const { permission, parameter } = entries;
  const own = Object.entries(SUBJECTS).flatMap(([subject, codes]) =>
    codes.map((code): [string, Entry] => [`DBS.${code}`, entries[subject as Subject]]),
  );
  const denied =
    'The cloud denies access: the permission is missing, the token has expired, or the project belongs to another account.';
  return {
    codes: {
      ...COMMON,
      ...Object.fromEntries(own),
      'DBS.280015': { ...permission, means: denied },
      // The gateway does not say which permission is missing.
      'APIGW.0302': permission,
      'APIGW.0304': permission,
      'APIGW.0306': permission,
    },
    statuses: {
      400: { ...parameter, means: 'The cloud does not accept the request.' },
      403: permission,
    },
  };
}
