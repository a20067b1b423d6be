// How commands report it is tested in run.test.ts.
import { requireWorkingDirectory } from '../../lib/cli/working-directory';

afterEach(() => jest.restoreAllMocks());

test('that there is no working directory is an error that keeps its cause', () => {
  const cause = Object.assign(new Error('uv_cwd'), { code: 'ENOENT' });
  jest.spyOn(process, 'cwd').mockImplementation(() => {
    throw cause;
  });
  expect(requireWorkingDirectory).toThrow(expect.objectContaining({ cause }));
});
