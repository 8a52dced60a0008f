/**
 * Stands in for `@jest/globals` in a mutation run: it collects the tests of the spec files, and the runner runs those
 * that it wants, again and again, without loading anything a second time.
 */
import { expect } from 'expect';
import { bind } from 'jest-each';

/** @type {{ id: string, name: string, fileName: string, run: () => Promise<void> }[]} */
let tests = [];
let fileName = '';
let suite = suiteOf(undefined, '');

function suiteOf(parent, name) {
  return { parent, name, before: [], after: [] };
}

/** The tests of these files. @param load imports one of them */
export async function collect(files, load) {
  tests = [];
  for (fileName of files) {
    suite = suiteOf(undefined, '');
    await load(fileName);
  }
  return tests;
}

export function describe(name, body) {
  suite = suiteOf(suite, name);
  body();
  suite = suite.parent;
}

export function it(title, body) {
  const suites = [];
  for (let each = suite; each; each = each.parent) suites.unshift(each);
  const name = [...suites.map((each) => each.name), title].filter(Boolean).join(' ');
  const same = tests.filter((test) => test.fileName === fileName && test.name === name).length;
  const run = async () => {
    for (const { before } of suites) for (const hook of before) await hook();
    try {
      await body();
    } finally {
      for (const { after } of suites.toReversed()) for (const hook of after) await hook();
    }
  };
  tests.push({ id: `${fileName} ${name}${same === 0 ? '' : ` (${same + 1})`}`, name, fileName, run });
}

export const beforeEach = (hook) => void suite.before.push(hook);
export const afterEach = (hook) => void suite.after.push(hook);

const nothing = () => undefined;
describe.each = bind(describe, false);
describe.skip = Object.assign(() => undefined, { each: () => nothing });
it.each = bind(it);
it.skip = Object.assign(() => undefined, { each: () => nothing });
it.todo = nothing;

export { expect };
export const test = it;
