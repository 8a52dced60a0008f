import { describe } from '@jest/globals';
import { testKafkaBrokers } from './run-environment.js';

/**
 * Tests that need a real Kafka. Without one they are skipped, a loud line says why, and the end of the run says how
 * many.
 */
export function describeWithKafka(name: string, tests: () => void): void {
  if (testKafkaBrokers()) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\n!!! SKIPPED, because no Kafka can be had (${process.env.TEST_KAFKA_MISSING ?? 'unknown reason'}): ${name}\n\n`);
  describe.skip(`${name} [needs Kafka]`, tests); // counted by jest.summary-reporter.mjs
}
