/**
 * Proves that the boundaries are guarded: each of these imports must be refused by the linter. (The rule of Nx is skipped without a word when
 * there is no project graph; a clean lint alone proves nothing.)
 */
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
process.exitCode = missed === 0 ? 0 : 1;
