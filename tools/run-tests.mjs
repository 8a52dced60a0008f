/**
 * Runs the tests: all, or those whose path matches a pattern; further arguments go to Jest. Needs a build. The last
 * line is `N passed, N failed`. Run by `npm test` and by the Nx target `test`, on the pinned Node with
 * --experimental-vm-modules.
 *
 * Environment: TEST_SEED chooses what is taken of the slow matrices (a new number for each run), TEST_ALL=true takes
 * all; TEST_KAFKA=required fails the run when tests were skipped because no Kafka can be had.
 */
import { randomInt } from 'node:crypto';
import { relative } from 'node:path';
import { run } from 'jest';

process.env.TEST_SEED ||= String(randomInt(1_000_000));
await run(process.argv.slice(2));

const summary = globalThis.everchartTestSummary;
if (summary) {
  console.log('\nThe ten slowest files:');
  for (const { file, ms } of summary.slowest) console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${relative(process.cwd(), file)}`);
  console.log(
    `\nSeed ${process.env.TEST_SEED}: of slow matrices ${process.env.TEST_ALL === 'true' ? 'all cases were' : 'a sample was'} taken.`,
  );
  const { skipped, skippedForKafka } = summary;
  if (skipped > skippedForKafka) console.log(`${skipped - skippedForKafka} tests were skipped: see the lines above`);
  const lacking = skippedForKafka > 0 && process.env.TEST_KAFKA === 'required';
  if (skippedForKafka > 0) {
    const why = process.env.TEST_KAFKA_MISSING ?? 'unknown reason';
    console.log(`\n!!! ${skippedForKafka} TESTS WERE SKIPPED, because no Kafka can be had here: ${why}`);
    console.log(lacking ? '!!! THE RUN FAILS FOR THAT: TEST_KAFKA=required\n' : '');
  }
  console.log(`${summary.passed} passed, ${summary.failed} failed`);
  process.exitCode = summary.failed === 0 && !lacking ? process.exitCode : 1;
}
