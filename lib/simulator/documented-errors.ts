// DDS API Reference, "Error Codes" (DBS.*) and API Signing Guide, "Error Codes" (APIGW.*).
// Status and meaning as listed there; only the codes that the simulator can answer with.
import { Refusal } from './refusal';

const documented = {
  'DBS.200001': [400, 'Parameter error.'],
  'DBS.200002': [404, 'The DB instance does not exist.'],
  'DBS.200004': [400, 'Operation is illegal.'],
  'DBS.200010': [400, 'Authentication failed'],
  'DBS.200047': [400, 'Operation cannot be executed in current state of the DB instance or node.'],
  'DBS.200095': [400, 'Invalid parameter.'],
  'DBS.200604': [403, 'The DB instance is not owned by the current user.'],
  'DBS.200998': [400, 'System is busy. Please try again later.'],
  'DBS.201028': [403, 'The DB instance does not exist.'],
  'DBS.201202': [400, 'Operation cannot be executed in current state.'],
  'DBS.201204': [400, 'Operation cannot be executed in current state.'],
  'DBS.201214': [400, 'The backup file does not exist.'],
  'DBS.201501': [400, 'The DB instance does not exist.'],
  'DBS.201502': [400, 'The DB instance does not exist.'],
  'DBS.201509': [500, 'Failed to access OBS.'],
  'DBS.280001': [400, 'Parameter error.'],
  'DBS.280005': [500, 'Server error. Please try again later.'],
  'DBS.280015': [400, 'Permission denied.'],
  'DBS.280016': [400, 'Resource not found.'],
  'DBS.280032': [403, 'You do not have permission to perform this operation.'],
  'DBS.280042': [403, 'Invalid request.'],
  'DBS.280056': [401, 'Invalid token.'],
  'DBS.280063': [
    403,
    'You do not have following permission to perform this operation: dds:backup:download',
  ],
  'DBS.280067': [400, 'Invalid start time.'],
  'DBS.280068': [400, 'Invalid end time.'],
  'DBS.280110': [400, 'The DB instance does not exist.'],
  'DBS.280124': [400, 'Invalid backup.'],
  'DBS.280343': [400, 'Unsupported operation.'],
  'DBS.280404': [400, 'Invalid DB instance ID.'],
  'DBS.280408': [400, 'Invalid project ID.'],
  'DBS.280439': [400, 'Invalid limit.'],
  'DBS.280440': [400, 'Invalid offset.'],
  'DBS.280443': [429, 'The maximum number of connections has been reached.'],
  'APIGW.0101': [404, 'The API does not exist or has not been published in the environment'],
  'APIGW.0201': [400, 'Bad request'],
  'APIGW.0301': [401, 'Incorrect IAM authentication information'],
  'APIGW.0302': [403, 'The IAM user is not authorized to access the API'],
  'APIGW.0303': [401, 'Incorrect app authentication information'],
  'APIGW.0306': [403, 'API access denied'],
  'APIGW.0307': [401, 'The token must be updated'],
  'APIGW.0308': [429, 'The throttling threshold has been reached'],
  'APIGW.0310': [403, 'The project is unavailable'],
  'APIGW.0613': [503, 'The IAM service is currently unavailable'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof documented;

/**
 * The documented answer for a code: the gateway repeats the request's id in its body, DDS does not.
 *
 * @param detail second half of a gateway message
 * @param otherStatus for a code that comes with several
 */
export function refusal(code: ErrorCode, detail?: string, otherStatus?: number): Refusal {
  const [usual, text] = documented[code];
  const status = otherStatus ?? usual;
  const message = detail === undefined ? text : `${text}: ${detail}`;
  return new Refusal(status, message, (requestId) =>
    code.startsWith('APIGW.')
      ? { error_msg: message, error_code: code, request_id: requestId }
      : { error_code: code, error_msg: message },
  );
}
