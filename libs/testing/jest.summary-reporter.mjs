/**
 * Keeps what tools/run-tests.mjs prints when the run is over: the counts, the skipped tests that need a Kafka, the
 * slowest files. A file that could not run at all counts as one failed test.
 */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const tests = results.testResults.flatMap((file) => file.testResults);
    globalThis.everchartTestSummary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      skippedForKafka: tests.filter(({ status, fullName }) => status === 'pending' && fullName.includes(' [needs Kafka]')).length,
      slowest: results.testResults
        .map(({ testFilePath, perfStats: { start, end } }) => ({ file: testFilePath, ms: end - start }))
        .sort((a, b) => b.ms - a.ms)
        .slice(0, 10),
    };
  }
}
