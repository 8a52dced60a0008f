/** What the run's global set-up hands to the test files (see jest.global-setup.mjs). */
export type RunVariable = 'TEST_POSTGRES_URL' | 'TEST_KAFKA_BROKERS' | 'TEST_KAFKA_MISSING' | 'TEST_RUN_ID';

export function requireEnvironment(name: RunVariable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: integration tests run by "npm test"`);
  return value;
}

/** Brokers of the run's Kafka; undefined when this machine can have none. */
export function testKafkaBrokers(): string[] | undefined {
  const brokers = process.env.TEST_KAFKA_BROKERS;
  return brokers === undefined || brokers === '' ? undefined : brokers.split(',');
}
