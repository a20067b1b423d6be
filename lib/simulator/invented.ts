import { refusal, type ErrorCode } from './documented-errors';

/**
 * Situations in which the documents do not say what the API answers.
 *
 * Every entry is INVENTED: the codes exist in the vendor's tables, but which of them comes back is a guess. The first
 * is the simulator's default; the others are as likely, and a client must cope with each. `NO_FILES` is a success
 * that lists nothing.
 *
 * Invented as well, and marked so where they are: the wording of IAM's refusals (`iam/keystone-refusal.ts`), two codes of
 * STS (`sts/assume-agency.ts`), the default life of a temporary key (`iam/temporary-keys.ts`), how bytes are rounded to
 * KB (`dds/estate.ts`), `end_time` while a backup is being made and what a fuzzy match or a period covers
 * (`dds/list-backups.ts`), names of buckets, objects and groups (`obs/stored-object.ts`, `dds/sample-estate.ts`), the
 * `nonce` of a link (`obs/link-issuer.ts`), what an expired link is answered (`obs/object-store.ts`), which message an expired temporary key or a malformed header gets, and that
 * exactly the fifth failure locks a key (`gateway/gateway.ts`).
 */
export const candidates = {
  /** The caller lacks `dds:backup:download` or `dds:backup:list`. */
  noPermission: ['DBS.280063', 'DBS.280032', 'DBS.280015', 'APIGW.0302', 'APIGW.0306'],
  /** The project in the path is not one of the caller's. */
  foreignProject: ['DBS.280408', 'DBS.200010', 'DBS.280015', 'APIGW.0310', 'APIGW.0302'],
  malformedInstanceId: ['DBS.280404', 'DBS.200001', 'DBS.280001', 'DBS.200002'],
  malformedBackupId: ['DBS.280124', 'DBS.200001', 'DBS.280001', 'DBS.201214'],
  unknownInstance: ['DBS.200002', 'DBS.280110', 'DBS.201501', 'DBS.201502', 'DBS.201028'],
  /** The instance exists, in another account. */
  foreignInstance: ['DBS.200010', 'DBS.200604', 'DBS.201028', 'DBS.200002', 'DBS.201502'],
  unknownBackup: ['DBS.201214', 'DBS.201204', 'DBS.280124', 'DBS.280016', 'DBS.201502'],
  /** The backup exists, but was taken from another instance. */
  backupOfAnotherInstance: ['DBS.201214', 'DBS.201204', 'DBS.280124', 'DBS.200010'],
  buildingBackup: [
    'DBS.201202',
    'DBS.200004',
    'DBS.201204',
    'DBS.201214',
    'DBS.280124',
    'NO_FILES',
  ],
  failedBackup: ['DBS.200004', 'DBS.201202', 'DBS.201204', 'DBS.201214', 'DBS.280124', 'NO_FILES'],
  /** DISABLED in the documents, DELETING in the SDKs. */
  vanishingBackup: ['DBS.201204', 'DBS.201214', 'DBS.201202', 'DBS.200004', 'DBS.280124'],
  /** The project's download policy is `close`. */
  downloadsClosed: ['DBS.200004', 'DBS.280343', 'DBS.280042', 'DBS.280032', 'DBS.280063'],
} as const satisfies Record<string, readonly (ErrorCode | 'NO_FILES')[]>;

export type Situation = keyof typeof candidates;
export type Guess = (typeof candidates)[Situation][number];

/** The guess in force for each situation; tests change it. */
export type Guesses = Record<Situation, Guess>;

export function firstGuesses(): Guesses {
  return Object.fromEntries(
    Object.entries(candidates).map(([situation, [first]]) => [situation, first]),
  ) as Guesses;
}

/** Ends the request with the guess; returns only where that is a success without files. */
export function answerWith(guess: Guess): void {
  if (guess !== 'NO_FILES') throw refusal(guess);
}
