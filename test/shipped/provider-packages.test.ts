import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type PackagesManifest } from '../../scripts/bundle/packages';
import { library } from './shipped-package';

test('the provider is published once, for all platforms', () => {
  const packages = path.join(library, 'build/packages');
  const { published } = JSON.parse(
    readFileSync(path.join(packages, 'manifest.json'), 'utf8'),
  ) as PackagesManifest;
  expect(readdirSync(packages).sort()).toEqual(['manifest.json', published]);
});
