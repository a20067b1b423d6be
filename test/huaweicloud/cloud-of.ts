import { setMaxListeners } from 'node:events';
import { Cloud, type CloudOptions } from '../../lib/huaweicloud/cloud';
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { type GivenSettings } from '../../lib/huaweicloud/settings/settings';
import { type Simulator } from '../../lib/simulator/simulator';

/** A signal that never aborts. */
export const patient = new AbortController().signal;
setMaxListeners(0, patient);

/** A client of the simulated cloud, as its administrator; nothing is repeated unless asked for. */
export function cloudOf(
  simulator: Simulator,
  settings: GivenSettings = {},
  options: CloudOptions = {},
): Cloud {
  return new Cloud(
    { endpoints: simulator.endpoints, maxRetries: 0, ...settings },
    { ...options, env: { ...simulator.environment, ...options.env } },
  );
}

/** The provider's default place. */
export const here = { region: null, projectId: null };

/** The error of a call that must fail. */
export async function failureOf(call: () => unknown): Promise<CloudError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof CloudError) return error;
    throw error;
  }
  throw new Error('The call has succeeded, although it should not have.');
}

/** What a user reads, with everything that differs from run to run masked. */
export async function messageOf(call: () => unknown): Promise<string> {
  const { summary, detail, setting } = await failureOf(call);
  const text = `${setting ?? '-'} | ${summary}\n${detail}`;
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/request ID [0-9a-f]{32}/g, 'request ID REQUEST-ID')
    .replace(/\d{8}T\d{6}Z/g, 'TIME');
}
