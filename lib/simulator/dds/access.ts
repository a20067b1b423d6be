import { refusal } from '../documented-errors';
import { type Call, type Caller } from '../exchange';
import { type Identities } from '../iam/identities';
import { answerWith, type Guesses } from '../invented';

/** Lets a caller into a project of their own to do something they may do; returns the project's id. */
export function projectFor(
  { params, request }: Call,
  caller: Caller,
  permission: string,
  { identities, guesses }: { identities: Identities; guesses: Guesses },
): string {
  const projectId = params.project ?? '';
  const header = request.headers['x-project-id'] ?? projectId;
  if (header !== projectId || !identities.reaches(caller, projectId)) {
    answerWith(guesses.foreignProject);
    throw refusal('DBS.280408');
  }
  if (!caller.permissions.has(permission)) {
    answerWith(guesses.noPermission);
    throw refusal('DBS.280063');
  }
  return projectId;
}
