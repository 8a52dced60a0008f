import { testKafkaBrokers } from './run-environment.js';

interface Describe {
  (name: string, tests: () => void): void;
  skip(name: string, tests: () => void): void;
}

/** Tests that need a real Kafka. Without one they are skipped, and a loud line says why; the run's last line counts them. */
export function describeWithKafka(name: string, tests: () => void): void {
  // The global of the test run: importing '@jest/globals' here would throw in the start command, which uses this library's servers.
  const { describe } = globalThis as unknown as { describe: Describe };
  if (testKafkaBrokers()) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\n!!! SKIPPED, because no Kafka can be had (${process.env.TEST_KAFKA_MISSING ?? 'unknown reason'}): ${name}\n\n`);
  describe.skip(name, tests);
}
