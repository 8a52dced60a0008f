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
if (summary?.crashed.length > 0) await runAgain(summary.crashed);
if (summary) {
  console.log('\nThe ten slowest files:');
  for (const { file, ms } of summary.slowest) console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${relative(process.cwd(), file)}`);
  console.log(
    `\nSeed ${process.env.TEST_SEED}: of slow matrices ${process.env.TEST_ALL === 'true' ? 'all cases were' : 'a sample was'} taken.`,
  );
  const { skipped, skippedForKafka } = summary;
  if (skipped > skippedForKafka) console.log(`${skipped - skippedForKafka} tests were skipped: see the lines above`);
  const lacking = lackingKafka();
  if (skippedForKafka > 0) {
    const why = process.env.TEST_KAFKA_MISSING ?? 'unknown reason';
    console.log(`\n!!! ${skippedForKafka} TESTS WERE SKIPPED, because no Kafka can be had here: ${why}`);
    console.log(lacking ? '!!! THE RUN FAILS FOR THAT: TEST_KAFKA=required\n' : '');
  }
  console.log(`${summary.passed} passed, ${summary.failed} failed`);
  process.exitCode = summary.failed === 0 && !lacking ? process.exitCode : 1;
}

/**
 * V8 ends a worker of Jest now and then, while it optimises a hot loop: its compiler takes the global object of a vm
 * context, in which Jest runs each file, for one of its own (`Check failed: IsJSGlobalObject()`). That says nothing of
 * the tests. They run once more; a second time counts.
 */
async function runAgain(files) {
  console.log(`\n!!! A WORKER OF JEST CRASHED in ${files.map((file) => relative(process.cwd(), file)).join(', ')}: once more\n`);
  await run(['--silent', '--runTestsByPath', ...files]);
  const again = globalThis.everchartTestSummary;
  summary.passed += again.passed;
  summary.failed += again.failed - files.length;
  // Jest has set the exit code of the first run for the end of this process.
  process.on('exit', () => {
    if (summary.failed === 0 && process.exitCode === 1 && !lackingKafka()) process.exitCode = 0;
  });
}

function lackingKafka() {
  return summary.skippedForKafka > 0 && process.env.TEST_KAFKA === 'required';
}
