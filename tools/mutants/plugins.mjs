/** What Stryker needs to know of this repository. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { commonTokens, declareFactoryPlugin, declareValuePlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerPlugins as jest } from '@stryker-mutator/jest-runner';

/**
 * Stryker's runner for Jest, but one spec file after the other, only those whose tests come upon the mutant, and none
 * after the first that notices it.
 */
byFile.inject = tokens(commonTokens.injector);
function byFile(injector) {
  const runner = injector.injectFunction(jest[0].factory);
  const adapter = runner.jestTestAdapter;
  let testFiles;
  runner.jestTestAdapter = { run: (settings) => adapter.run({ ...settings, testFiles }) };
  // A process that takes the place of one that hung has no dry run of its own: where each test stands is kept beside.
  const kept = 'spec-files.json';
  let filesOf;

  return {
    init: () => runner.init(),
    capabilities: () => runner.capabilities(),
    async dryRun(options) {
      const result = await runner.dryRun(options);
      const byId = Map.groupBy(result.tests ?? [], ({ id }) => id);
      writeFileSync(kept, JSON.stringify([...byId].map(([id, tests]) => [id, tests.map(({ fileName }) => fileName)])));
      return result;
    },
    async mutantRun(options) {
      filesOf ??= new Map(JSON.parse(readFileSync(kept, 'utf8')));
      const files = new Set((options.testFilter ?? [...filesOf.keys()]).flatMap((id) => filesOf.get(id)));
      const subject = basename(options.activeMutant.fileName, '.ts');
      const nearestFirst = [...files].sort((a, b) => Number(basename(b).startsWith(subject)) - Number(basename(a).startsWith(subject)));
      let result;
      for (const file of nearestFirst) {
        testFiles = [file];
        result = await runner.mutantRun(options);
        if (result.status !== 'survived') break;
      }
      return result;
    },
  };
}

/** The sentence of a fault is for people, and may change: its code and its type are what tests hold. */
const faultTexts = {
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    const text = path.isStringLiteral() ? path.node.value : path.node.quasis.map(({ value }) => value.cooked).join('…');
    const fault = path.findParent((parent) => parent.isNewExpression() && /Error$/.test(parent.node.callee.name ?? ''));
    return fault && text.includes(' ') ? 'the sentence of a fault' : undefined;
  },
};

/** Names each mutant that no test noticed, as soon as it is known. */
class Survivors {
  onMutantTested({ fileName, location: { start, end }, mutatorName, replacement, status }) {
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const last = start.line === end.line ? end.column - 1 : undefined;
    const place = `${relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
    console.log(`${place} ${mutatorName}${status === 'NoCoverage' ? ' (no test comes here)' : ''}`);
    console.log(`  - ${lines[start.line - 1].slice(start.column - 1, last)}\n  + ${replacement}`);
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', byFile),
  declareValuePlugin(PluginKind.Ignore, 'fault-texts', faultTexts),
  declareFactoryPlugin(PluginKind.Reporter, 'survivors', () => new Survivors()),
];
