/** What Stryker needs to know of this repository. */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  declareValuePlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';

/**
 * Runs spec files of Jest without Jest: loaded once, a mutant costs no more than the tests that come upon it, and none
 * after the first that notices it. Jest takes a tenth of a second to begin.
 */
class SpecRunner {
  static inject = tokens(commonTokens.options);
  #pattern;
  #stryker = (globalThis.__stryker__ = {});
  #tests = [];
  /** Milliseconds that a test took: the fastest come first. */
  #took = new Map();

  constructor({ specFiles }) {
    this.#pattern = specFiles;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    await this.#load();
  }

  async #load() {
    const { load, startGeneration } = await import('./spec-loader.mjs');
    const { collect } = await import('./spec-globals.mjs');
    startGeneration();
    this.#tests = await collect(globSync(this.#pattern, { exclude: ['**/*.properties.unit.spec.ts'] }).sort(), load);
  }

  async dryRun() {
    this.#stryker.mutantCoverage = { static: {}, perTest: {} };
    await this.#load();
    const result = await this.#run(this.#tests, (id) => (this.#stryker.currentTestId = id), false);
    return { ...result, mutantCoverage: this.#stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, reloadEnvironment }) {
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    try {
      if (reloadEnvironment) await this.#load();
    } catch (error) {
      return toMutantRunResult({ status: DryRunStatus.Error, errorMessage: String(error) });
    }
    const wanted = testFilter && new Set(testFilter);
    const chosen = wanted ? this.#tests.filter(({ id }) => wanted.has(id)) : this.#tests;
    const took = ({ id }) => this.#took.get(id) ?? 0;
    const result = await this.#run(
      chosen.toSorted((a, b) => took(a) - took(b)),
      () => undefined,
      true,
    );
    return toMutantRunResult(determineHitLimitReached(this.#stryker.hitCount, hitLimit) ?? result);
  }

  async #run(chosen, beforeTest, untilFirstFailure) {
    const tests = [];
    for (const { id, name, fileName, run } of chosen) {
      beforeTest(id);
      const began = performance.now();
      const failure = await run().then(
        () => undefined,
        (error) => String(error?.message ?? error) || 'failed',
      );
      const result = { id, name, fileName, timeSpentMs: Math.ceil(performance.now() - began) };
      if (failure === undefined) this.#took.set(id, result.timeSpentMs);
      tests.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure },
      );
      if (failure !== undefined && untilFirstFailure) break;
    }
    beforeTest(undefined);
    return { status: DryRunStatus.Complete, tests };
  }
}

/** The sentence of a fault is for people, and may change: its code, its type and its place are what tests hold. */
const faultTexts = {
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    const text = path.isStringLiteral() ? path.node.value : path.node.quasis.map(({ value }) => value.cooked).join('…');
    return text.includes(' ') && path.findParent(({ node }) => isFault(node)) ? 'the sentence of a fault' : undefined;
  },
};

/** `new …Error(…)`, `super(…)`, `fault(…)`, `{ message: … }` or `{ fault: … }`. */
function isFault({ type, callee, key }) {
  if (type === 'ObjectProperty') return key.name === 'message' || key.name === 'fault';
  return callee?.type === 'Super' || (type === 'NewExpression' ? /Error$/.test(callee.name ?? '') : callee?.name === 'fault');
}

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
  declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner),
  declareValuePlugin(PluginKind.Ignore, 'fault-texts', faultTexts),
  declareFactoryPlugin(PluginKind.Reporter, 'survivors', () => new Survivors()),
];
