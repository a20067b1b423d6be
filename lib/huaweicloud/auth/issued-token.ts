import { type Answer, answeredObject, unexpectedAnswer } from '../http/answer';
import { isObject, textField } from '../http/fields';
import { unsendable } from '../settings/sendable';
import { type Token } from './credentials';
import { usableProjectId } from './project';
import { expiryOf } from './temporary-keys';

/** IAM sends the token in a header, and everything else about it in the body. */
export function issuedToken(answer: Answer): Token {
  const token = answer.headers['x-subject-token'] ?? '';
  if (token === '') throw unexpectedAnswer(answer, 'The answer to the log-in contains no token.');
  if (unsendable(token) !== undefined) {
    throw unexpectedAnswer(
      answer,
      'The answer to the log-in contains a token with characters that cannot be sent.',
    );
  }
  const about = answeredObject(answer).token;
  const fields = isObject(about) ? about : {};
  const project = isObject(fields.project) ? fields.project : {};
  const projectId = textField(project, 'id');
  return {
    kind: 'token',
    token,
    projectId: projectId === undefined ? undefined : usableProjectId(projectId, answer),
    expiresAt: expiryOf(answer, textField(fields, 'expires_at')),
  };
}
