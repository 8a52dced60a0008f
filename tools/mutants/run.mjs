/**
 * The mutation run: StrykerJS changes one expression of a part after the other, and the part's unit tests must notice.
 * Each change that no test noticed is printed. Run by `npm run mutants [-- <part> …]`; see docs/mutation.md.
 *
 * Each part runs in a copy of its own (`.stryker/`), never in the work tree.
 */
import { Stryker } from '@stryker-mutator/core';
import { parts } from './parts.mjs';

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

const rows = [];
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  const began = Date.now();
  const results = await new Stryker(optionsOf(parts[name])).runMutationTest();
  rows.push({ name, ...scoreOf(results), seconds: Math.round((Date.now() - began) / 1000) });
}
console.table(rows);

function optionsOf({ project, folder }) {
  return {
    packageManager: 'npm',
    plugins: [import.meta.resolve('./plugins.mjs')],
    testRunner: 'specs',
    testRunnerNodeArgs: ['--conditions=everchart-source', '--disable-warning=ExperimentalWarning'],
    specFiles: `${project}/${folder}/**/*.unit.spec.ts`,
    // What is loaded again for a mutant stays in memory.
    maxTestRunnerReuse: 500,
    coverageAnalysis: 'perTest',
    ignorers: ['fault-texts'],
    mutate: [`${project}/${folder}/**/*.ts`, '!**/*.spec.ts'],
    // The copy holds the one project, and schemas that tests read; what it imports of others is the original.
    ignorePatterns: ['**', `!${project}/**`, '!libs/*/schemas/**', '!.swcrc', 'dist', 'node_modules'],
    concurrency: 1,
    // A machine that has much to do must not kill mutants: endless loops end by the number of their turns.
    timeoutMS: 8000,
    disableTypeChecks: false,
    tempDirName: '.stryker',
    allowEmpty: false,
    reporters: ['survivors', 'progress-append-only'],
    warnings: false,
  };
}

function scoreOf(results) {
  const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const all = killed + count('Survived', 'NoCoverage');
  return {
    mutants: all,
    killed,
    left: all - killed,
    score: `${((100 * killed) / all).toFixed(1)} %`,
    ignored: count('Ignored'),
    errors: count('RuntimeError', 'CompileError'),
  };
}
