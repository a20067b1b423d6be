/** `npm run test:live`: see docs/live-test.md. */
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { liveTest } from './live-test';

liveTest(process.env, (line) => console.log(line)).catch((error: unknown) => {
  console.error(error instanceof CloudError ? `${error.summary}: ${error.detail}` : error);
  process.exitCode = 1;
});
