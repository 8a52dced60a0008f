/** One configuration for all projects; `npm test -- <pattern>` narrows it. Only a run that selects an integration test starts servers. */
const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/tools'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['everchart-source', 'node'] },
  transform: { '^.+\\.ts$': '@swc/jest' },
};

export default {
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/libs/testing/jest.summary-reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testRegex: '\\.unit\\.spec\\.ts$' },
    {
      ...shared,
      displayName: 'integration',
      testRegex: '\\.(int|e2e)\\.spec\\.ts$',
      globalSetup: '<rootDir>/libs/testing/jest.global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/jest.global-teardown.mjs',
    },
  ],
};
