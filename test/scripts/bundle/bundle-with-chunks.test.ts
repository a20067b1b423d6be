import path from 'node:path';
import { bundleWithChunks } from '../../../scripts/bundle/bundle-with-chunks';

// With "type": "commonjs" in package.json, esbuild wraps each of our modules: a tenth more to read at every start.
test('a module of ours that only passes others on leaves nothing in the bundle', async () => {
  const { metafile } = await bundleWithChunks(
    'lib/provider/main.ts',
    { name: 'provider' },
    { absWorkingDir: path.join(__dirname, '../../..') },
  );
  const sizes = Object.values(metafile.outputs).flatMap(({ inputs }) => {
    const frontDoor = inputs['lib/terraform-plugin/index.ts'];
    return frontDoor === undefined ? [] : [frontDoor.bytesInOutput];
  });
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.every((size) => size === 0)).toBe(true);
});
