import { isObject, textField } from '../fields';
import { type Answer, answeredObject, unexpectedAnswer } from '../http/answer';
import { unsendable } from '../sendable';
import { type KeyPair } from './credentials';

/** How the services name the parts of temporary keys. */
const shapes = {
  /** IAM v3 and the ECS metadata. */
  credential: ['access', 'secret', 'securitytoken', 'expires_at'],
  /** STS v5. */
  credentials: ['access_key_id', 'secret_access_key', 'security_token', 'expiration'],
} as const;

/**
 * The temporary keys in an answer.
 * @param name the field that holds them
 */
export function temporaryKeys(answer: Answer, name: keyof typeof shapes): KeyPair {
  const held = answeredObject(answer)[name];
  const [access, secret, token, expiry] = shapes[name];
  const fields = isObject(held) ? held : {};
  const accessKey = textField(fields, access);
  const secretKey = textField(fields, secret);
  const securityToken = textField(fields, token);
  if (!accessKey || !secretKey || !securityToken) {
    throw unexpectedAnswer(answer, 'The answer to the log-in holds no temporary keys.');
  }
  if ([accessKey, secretKey, securityToken].some((text) => unsendable(text) !== undefined)) {
    throw unexpectedAnswer(answer, 'The answer to the log-in holds keys that cannot be sent.');
  }
  const expiresAt = parseExpiry(textField(fields, expiry));
  return { kind: 'keys', accessKey, secretKey, securityToken, expiresAt };
}

/** The expiry of credentials, undefined where it is not told. */
export function parseExpiry(text: string | null): Date | undefined {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}
