import { type Answer, answeredObject, unexpectedAnswer } from '../http/answer';
import { isObject, textField } from '../http/fields';
import { parseCloudTime } from '../http/times';
import { unsendable } from '../settings/sendable';
import { type KeyPair } from './credentials';

/** The names of the parts of temporary keys in answers. */
const FIELDS = {
  /** IAM v3 and the ECS metadata. */
  credential: ['access', 'secret', 'securitytoken', 'expires_at'],
  /** STS v5. */
  credentials: ['access_key_id', 'secret_access_key', 'security_token', 'expiration'],
} as const;

/**
 * The temporary keys in an answer.
 * @param name the field that holds them
 */
export function temporaryKeys(answer: Answer, name: keyof typeof FIELDS): KeyPair {
  const held = answeredObject(answer)[name];
  const [access, secret, token, expiry] = FIELDS[name];
  const fields = isObject(held) ? held : {};
  const accessKey = textField(fields, access);
  const secretKey = textField(fields, secret);
  const securityToken = textField(fields, token);
  if (!accessKey || !secretKey || !securityToken) {
    throw unexpectedAnswer(answer, 'The answer to the log-in contains no temporary keys.');
  }
  if ([accessKey, secretKey, securityToken].some((text) => unsendable(text) !== undefined)) {
    throw unexpectedAnswer(
      answer,
      'The answer to the log-in contains keys with characters that cannot be sent.',
    );
  }
  const expiresAt = expiryOf(answer, textField(fields, expiry));
  return { kind: 'keys', accessKey, secretKey, securityToken, expiresAt };
}

/**
 * When credentials expire by the clock of this machine, which may differ from that of the cloud;
 * undefined if the answer does not say.
 */
export function expiryOf(answer: Answer, text: string | undefined): Date | undefined {
  const time = parseCloudTime(text, 'UTC');
  if (time === undefined) return undefined;
  const ahead = answer.date === undefined ? 0 : Date.now() - answer.date.getTime();
  return new Date(time.getTime() + ahead);
}
