/**
 * Proves that the boundaries are guarded: each of these imports must be refused by the linter (the rule of Nx is
 * skipped without a word when there is no project graph, so a clean lint alone proves nothing), and no projects may
 * depend on each other in a circle, tests included.
 */
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

const forbidden = [
  ['services/ingest/src/domain/probe.ts', "import 'node:crypto';", 'no-restricted-imports'],
  ['services/ingest/src/domain/probe.ts', 'export const now = Date.now();', 'no-restricted-syntax'],
  ['services/ingest/src/application/probe.ts', "import 'kafkajs';", 'no-restricted-imports'],
  ['services/ingest/src/application/probe.ts', "import '@everchart/patient-timeline';", '@nx/enforce-module-boundaries'],
  ['services/retention/src/application/probe.ts', "import '@everchart/testing';", '@nx/enforce-module-boundaries'],
  ['libs/contracts-clinical/src/probe.ts', "import '@everchart/platform';", '@nx/enforce-module-boundaries'],
  ['libs/client/src/probe.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['libs/client/src/probe.ts', "import '@everchart/ingest';", '@nx/enforce-module-boundaries'],
  ['libs/event-store/src/probe.ts', "import '@everchart/ingest';", '@nx/enforce-module-boundaries'],
  ['services/ingest/src/application/probe.ts', 'export const secret = process.env.SECRET;', 'no-restricted-syntax'],
  ['services/ingest/src/application/probe.ts', "export const sql = 'SELECT FROM event_store.events';", 'no-restricted-syntax'],
  ['libs/stream/src/probe.ts', '// The caller is ' + 'told.', 'everchart/plain-comments'],
  ['libs/stream/src/probe.ts', '// ' + 'x'.repeat(120), 'everchart/plain-comments'],
];

// Rules that need types cannot look at a text that is no file.
const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
});
let missed = 0;
for (const [filePath, text, ruleId] of forbidden) {
  const [result] = await eslint.lintText(text, { filePath });
  if (result.messages.some((message) => message.ruleId === ruleId)) continue;
  missed += 1;
  console.error(`not refused by ${ruleId}: ${text} in ${filePath}`);
}
console.log(`${forbidden.length - missed} of ${forbidden.length} forbidden imports and uses are refused`);

const { nodes, dependencies } = await createProjectGraphAsync({ exitOnError: true });
const projects = Object.keys(nodes);
const circles = circlesOf(
  new Map(projects.map((name) => [name, (dependencies[name] ?? []).map(({ target }) => target).filter((target) => target in nodes)])),
);
for (const circle of circles) console.error(`a circle of projects: ${circle.join(' → ')}`);
console.log(`${circles.length} circles among ${projects.length} projects`);
if (circlesOf(new Map(Object.entries({ a: ['b'], b: ['c', 'd'], c: ['a'], d: [] }))).length !== 1) throw new Error('a circle is not found');
process.exitCode = missed === 0 && circles.length === 0 ? 0 : 1;

/**
 * The circles of a graph: for each project that can be reached from itself, a shortest way back, each circle once.
 * @param {ReadonlyMap<string, readonly string[]>} edges
 * @returns {string[][]} each begins and ends with the same name
 */
function circlesOf(edges) {
  const found = new Map();
  for (const start of [...edges.keys()].sort()) {
    const way = shortestWayBack(edges, start);
    if (way) found.set([...new Set(way)].sort().join(' '), way);
  }
  return [...found.values()];
}

function shortestWayBack(edges, start) {
  const seen = new Set();
  let ways = [[start]];
  while (ways.length > 0) {
    const longer = [];
    for (const way of ways) {
      for (const next of edges.get(way.at(-1)) ?? []) {
        if (next === start) return [...way, next];
        if (!seen.has(next)) longer.push([...way, next]);
        seen.add(next);
      }
    }
    ways = longer;
  }
  return undefined;
}
