import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { noImportCycle } from './scripts/no-import-cycle.mjs';

/**
 * The layers of `lib/`, from top to bottom, each with the layers it may import from besides itself.
 * DESIGN.md explains them; every other direction is an error.
 */
const layers = {
  './lib/index.ts': ['./lib/constructs', './lib/imports'],
  './lib/constructs': ['./lib/imports'],
  './lib/imports': [],
  './lib/cli': ['./lib/provider', './lib/huaweicloud'],
  './lib/provider': ['./lib/terraform-plugin', './lib/huaweicloud'],
  './lib/terraform-plugin/index.ts': [
    './lib/terraform-plugin/framework',
    './lib/terraform-plugin/server',
    './lib/terraform-plugin/cty',
  ],
  './lib/terraform-plugin/testing': ['./lib/terraform-plugin'],
  './lib/terraform-plugin/framework': [
    './lib/terraform-plugin/server',
    './lib/terraform-plugin/protocol',
    './lib/terraform-plugin/cty',
  ],
  './lib/terraform-plugin/server': [
    './lib/terraform-plugin/protocol',
    './lib/terraform-plugin/cty',
  ],
  './lib/terraform-plugin/protocol': ['./lib/terraform-plugin/cty'],
  './lib/terraform-plugin/cty': [],
  './lib/huaweicloud': [],
  './lib/simulator': [],
};

const directions = Object.entries(layers).map(([target, below]) => ({
  target,
  from: './lib',
  except: [target, ...below].map((layer) => layer.replace('./lib/', './')),
  message: 'imports point down the layers of lib/ (DESIGN.md)',
}));

/** The folders within a layer, from bottom to top; none imports from those above it. */
const folderDirections = [
  ...directionsWithin('./lib/huaweicloud', [
    ...['redaction', 'errors', 'waiting', 'connection'],
    ...['http', 'settings', 'auth', 'dds', 'obs'],
  ]),
  ...directionsWithin('./lib/terraform-plugin/server', ['log', 'process', 'grpc', 'go-plugin']),
];

function directionsWithin(layer, names) {
  const folders = names.map((name) => `${layer}/${name}`);
  return folders.slice(0, -1).map((target, index) => ({
    target,
    from: folders.slice(index + 1),
    message: `imports point down: ${names.toReversed().join(', ')}`,
  }));
}

/** Tests of what ships take neither the constructs nor the provider from the sources. */
const shipped = ['acceptance', 'examples', 'shipped'].flatMap((folder) =>
  ['index.ts', 'constructs', 'provider', 'huaweicloud'].map((layer) => ({
    target: `./test/${folder}`,
    from: `./lib/${layer}`,
    message: 'these tests run what ships: import cdktf-huaweicloud-dds, start the packed provider',
  })),
);

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'coverage/',
      'lib/imports/',
      'lib/terraform-plugin/**/protocol/',
      '**/cdktf.out/',
      'scripts/package/cdk-terrain/', // its imports are found by scripts/package/tsconfig.json only
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX, project: { rules: { 'no-import-cycle': noImportCycle } } },
    languageOptions: {
      parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.json'] }),
      ],
    },
    rules: {
      'import-x/consistent-type-specifier-style': ['error', 'prefer-inline'],
      'project/no-import-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...directions, ...folderDirections, ...shipped] },
      ],
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, 'newlines-between': 'never' }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['lib/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40 }],
    },
  },
  {
    // As in the AWS CDK: here what is public is API.
    files: ['lib/constructs/**/*.ts', 'examples/**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'explicit' }],
    },
  },
  {
    files: ['lib/provider/**/*.ts', 'lib/cli/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '**/terraform-plugin/*',
                '!**/terraform-plugin/testing',
                '!**/terraform-plugin/framework',
                '**/terraform-plugin/framework/*',
                '!**/terraform-plugin/framework/serve',
              ],
              message: 'a provider uses the front door: lib/terraform-plugin',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Jest's matchers are typed `any`, and a test may insist where the library must check.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
