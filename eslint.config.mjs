import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { plainComments } from './tools/plain-words.mjs';

const services = ['ingest', 'timeline', 'integration', 'retention', 'edge'];

/** Who may depend on whom. Both walls hold: the scope's and the type's. */
const walls = (alsoInTests, allow = []) => [
  'error',
  {
    allow,
    enforceBuildableLibDependency: false,
    depConstraints: [
      { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
      ...services.map((service) => ({ sourceTag: `scope:${service}`, onlyDependOnLibsWithTags: [`scope:${service}`, 'scope:shared'] })),
      { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: ['*'] },
      { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'] },
      { sourceTag: 'type:util', onlyDependOnLibsWithTags: ['type:util', 'type:contract', ...alsoInTests] },
      { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:util', 'type:contract', 'type:testing'] },
      ...services.map((service) => ({
        allSourceTags: [`scope:${service}`, 'type:app'],
        onlyDependOnLibsWithTags: ['type:util', 'type:contract', ...alsoInTests],
      })),
    ],
  },
];

const tests = ['**/*.spec.ts', '**/test/**/*.ts', '**/*.contract.ts'];
const kafka = { name: 'kafkajs', message: 'Only libs/stream speaks to Kafka: use its port.' };
const eventTables = {
  selector:
    'TemplateElement[value.raw=/event_store\\.(events|shards|streams|relay)/], Literal[value=/event_store\\.(events|shards|streams|relay)/]',
  message: 'Only libs/event-store names its tables.',
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Configuration is read in one place.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      '!libs/contracts-*/src/generated/**',
      '!libs/client/src/generated/**',
      '.everchart/**',
      '.nx/**',
      '.stryker/**',
      'coverage/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': walls([]),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-restricted-imports': ['error', { paths: [kafka] }],
      'no-restricted-syntax': ['error', eventTables, environment],
      'no-console': 'error',
      eqeqeq: 'error',
      'max-params': ['error', 5],
    },
  },
  {
    // Rules of care are pure: what they need is passed in.
    files: ['**/domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [kafka, { name: 'pg', message: 'domain/ knows no database.' }],
          patterns: [
            { group: ['@nestjs/*', '@prisma/*', 'node:*', 'prom-client', '@opentelemetry/*'], message: 'domain/ is pure.' },
            {
              group: ['**/infrastructure/**', '**/http/**', '**/consumers/**', '**/application/**'],
              message: 'domain/ depends on nothing outside itself.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'domain/ knows no clock.' }],
      'no-restricted-syntax': [
        'error',
        eventTables,
        environment,
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'domain/ knows no clock.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'domain/ knows no clock.' },
        { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'domain/ knows no clock.' },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'domain/ knows no chance.' },
      ],
    },
  },
  { files: ['libs/stream/**/*.ts', 'libs/dev-servers/src/kafka.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['libs/event-store/**/*.ts'], rules: { 'no-restricted-syntax': ['error', environment] } },
  {
    files: ['libs/configuration/src/environment.ts', 'libs/dev-servers/**/*.ts', 'libs/testing/**/*.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', eventTables] },
  },
  { files: ['tools/**/*.ts', 'libs/testing/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // Runs in browsers.
    files: ['libs/client/src/**/*.ts'],
    ignores: [...tests, 'libs/client/src/node-file-queue.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'Browsers have no such module.' }] }],
      'no-restricted-globals': ['error', 'Buffer', 'process', 'setImmediate', 'require'],
    },
  },
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': walls(['type:testing']),
      // A test may look at, and tamper with, what it tests.
      'no-restricted-syntax': 'off',
      'no-restricted-imports': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Answers are read as JSON.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Looks at what all services declare, and starts none.
    files: ['tools/start/src/{accesses,api-documents,roles}.unit.spec.ts'],
    rules: {
      '@nx/enforce-module-boundaries': walls(
        ['type:testing'],
        ['ingest', 'integration', 'patient-timeline', 'retention'].map((name) => `@everchart/${name}`),
      ),
    },
  },
  {
    // Runs the commands against the real service, in the suite of that service's own tests; compares real copies.
    files: ['tools/cli/src/retention.int.spec.ts', 'tools/cli/src/retention.exports.unit.spec.ts', 'tools/cli/src/requests.int.spec.ts'],
    rules: {
      '@nx/enforce-module-boundaries': walls(
        ['type:testing'],
        [
          ...['destruction', 'retention'].map((name) => `../../../services/retention/test/${name}-suite.js`),
          '../../../services/patient-timeline/src/infrastructure/export.zip.js',
        ],
      ),
    },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.base], rules: { eqeqeq: 'error' } },
  {
    files: ['**/*.ts', '**/*.mjs'],
    ignores: ['**/generated/**'],
    plugins: { everchart: { rules: { 'plain-comments': plainComments } } },
    rules: { 'everchart/plain-comments': 'error' },
  },
  prettier,
);
