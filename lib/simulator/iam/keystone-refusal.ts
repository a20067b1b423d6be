// IAM API Reference, "Status Codes" and "Error Codes": IAM answers in the form of OpenStack's Keystone.
import { Refusal } from '../refusal';

/**
 * INVENTED wording: the documents show the form of these errors and their statuses, but few of the messages.
 */
export const keystoneRefusals = {
  wrongPassword: () => keystone(401, 'Unauthorized', 'The username or password is wrong.'),
  unauthenticated: () =>
    keystone(401, 'Unauthorized', 'The request you have made requires authentication.'),
  malformed: (name: string) =>
    keystone(400, 'Bad Request', `Expecting to find ${name} in request body.`),
  unknownProject: (name: string) => keystone(404, 'Not Found', `Could not find project: ${name}.`),
  unknownAgency: (name: string) => keystone(404, 'Not Found', `Could not find agency: ${name}.`),
  unknownProvider: (id: string) =>
    keystone(404, 'Not Found', `Could not find identity provider: ${id}.`),
  notAllowed: () =>
    keystone(403, 'Forbidden', 'You are not authorized to perform the requested action.'),
  invalidDuration: () => keystone(400, 'Bad Request', 'The duration_seconds is out of range.'),
};

function keystone(code: number, title: string, message: string): Refusal {
  return new Refusal(code, message, () => ({ error: { code, message, title } }));
}
