/**
 * What the error codes of DDS are about. What a refusal means, and what to do, depends on the
 * operation that was refused, so each operation brings its own words for every subject.
 * Source: DDS API Reference, appendix "Error Codes". Codes that the documents leave open (a backup
 * being made, a failed or foreign one, a closed download policy) are told by every likely cause.
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

/** What the codes are about on which operations differ. */
const subjects = {
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

export type Subject = keyof typeof subjects;

/** How one operation tells each subject. */
export type SubjectWords = Readonly<Record<Subject, Entry>>;

const enterpriseProject: Entry = {
  category: 'permission',
  means: 'The enterprise project is unknown, or enterprise projects are not enabled.',
  next: 'Check that the user may read backups in the enterprise project of the instance.',
  retry: 'never',
};

/** Codes that mean the same whatever was asked. */
const common: Readonly<Record<string, Entry>> = {
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

/** The refusals of an operation of DDS, from its words for each subject. */
export function refusalsIn(words: SubjectWords): Refusals {
  const { permission, parameter } = words;
  const own = Object.entries(subjects).flatMap(([subject, codes]) =>
    codes.map((code): [string, Entry] => [`DBS.${code}`, words[subject as Subject]]),
  );
  const denied = 'The cloud denies access: no permission, an expired token, or another tenant.';
  return {
    codes: {
      ...common,
      ...Object.fromEntries(own),
      'DBS.280015': { ...permission, means: denied },
      // The gateway knows the permission, but not which one.
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
