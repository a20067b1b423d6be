import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodes } from '../../../scripts/generate/error-codes';

const page = path.join(__dirname, '../../../docs/error-codes.md');

test('the page of error codes is that of the catalogues; otherwise run `npm run generate`', () => {
  expect(readFileSync(page, 'utf8')).toBe(errorCodes());
});
