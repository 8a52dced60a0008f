import { fileURLToPath } from 'node:url';
import { createProgress } from '@everchart/start/progress';
import { importBundles } from './import-bundles.js';
import { parseOptions } from './options.js';
import { describeReport, isComplete } from './report.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
// npm runs scripts in the project's folder and says where the person was.
const options = parseOptions(process.argv.slice(2), { repository, workingDirectory: process.env.INIT_CWD ?? process.cwd() });
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort(new Error(signal)));

const started = performance.now();
console.log(`Importing into ${options.org} at ${options.ingestUrl}\n`);
const progress = { reading: createProgress(process.stdout, 'files read'), recording: createProgress(process.stdout, 'events') };
try {
  const report = await importBundles({
    ...options,
    signal: interrupted.signal,
    onProgress: ({ stage, ...state }) => {
      progress[stage].update(state);
      if (stage === 'reading' && state.done === state.total) progress.reading.end();
    },
  });
  progress.recording.end();
  console.log(['', ...describeReport(report), ''].join('\n'));
  console.log(`  ${'took'.padEnd(15)}${((performance.now() - started) / 1000).toFixed(1)} s`);
  process.exitCode = isComplete(report) ? 0 : 1;
} catch (error) {
  progress.recording.end();
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  console.error(`Nothing was imported: ${(error as Error).message}`);
  process.exitCode = 2;
}
