import { availableParallelism } from 'node:os';

/**
 * One configuration for all projects; `npm test -- <pattern>` narrows it. Only a run that selects an integration test
 * starts servers.
 */
const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/tools'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['everchart-source', 'node'] },
  transform: { '^.+\\.ts$': '@swc/jest' },
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/equality.setup.ts'],
};

const servers = {
  // Every answer that such a test gets from a service is held against the service's OpenAPI document.
  setupFilesAfterEnv: [...shared.setupFilesAfterEnv, '<rootDir>/libs/testing/src/api-answers.setup.ts'],
  globalSetup: '<rootDir>/libs/testing/jest.global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest.global-teardown.mjs',
};

/**
 * Tests that load or measure the whole machine, or start a suite of their own: one after the other, when all others are
 * done.
 */
const alone = ['\\.e2e\\.spec\\.ts$', '/ingest/src/memory\\.int\\.spec\\.ts$'];

export default {
  testTimeout: 180_000,
  // Most of the time of an integration test is waiting: two would leave half of two cores idle. More than four would
  // need more connections than the shared PostgreSQL has.
  maxWorkers: Math.min(4, Math.max(3, availableParallelism())),
  // A worker keeps what its files have loaded. At 1 GB its end takes longer than the 500 ms that Jest waits for, and
  // Jest reports a leak that is none: no handle is open then.
  workerIdleMemoryLimit: '500MB',
  reporters: ['default', '<rootDir>/libs/testing/jest.summary-reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testRegex: '\\.unit\\.spec\\.ts$' },
    // Attacks that once stopped the service for others: what they cost is bounded.
    { ...shared, displayName: 'attack', testRegex: '(?<!\\.int)\\.attack\\.spec\\.ts$' },
    {
      ...shared,
      ...servers,
      displayName: 'integration',
      testRegex: '\\.int\\.(attack\\.)?spec\\.ts$',
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...alone],
    },
    { ...shared, ...servers, displayName: 'alone', testRegex: alone, runner: '<rootDir>/libs/testing/jest.serial-runner.mjs' },
  ],
};
