import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '../test/role-table.js';
import { installSchemathesis, runSchemathesis, whyNoSchemathesis } from '../test/schemathesis.js';
import { startSuite, type Suite } from './index.js';

const org = 'home';
const examples = 30;

const reason = process.env.TEST_ALL === 'true' ? whyNoSchemathesis() : 'it takes minutes: npm run test:all';
if (reason !== undefined && process.env.TEST_ALL === 'true') console.error(`\n!!! SCHEMATHESIS WAS SKIPPED: ${reason}\n`);

/** Every operation of every service, with what its own OpenAPI document allows and what it does not. */
(reason === undefined ? describe : describe.skip)('schemathesis', () => {
  const seed = Number(process.env.TEST_SEED ?? 1);
  let directory: string;
  let suite: Suite;

  beforeAll(async () => {
    await installSchemathesis();
    directory = mkdtempSync(join(tmpdir(), 'everchart-schemathesis-'));
    const ingest = { RATE_LIMIT_ORGANISATION: '0', RATE_LIMIT_CLIENT: '0' };
    suite = await startSuite({
      directory: join(directory, 'suite'),
      org,
      stream: 'postgres',
      fsync: false,
      anyPorts: true,
      ingestProcesses: 1,
      furtherClients: [{ name: 'everyone', sub: 'everyone', roles }],
      environment: { ingest },
    });
  }, 400_000);
  afterAll(async () => {
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  // Not much is reached by who is refused; who is refused where is the matter of the table of roles.
  it.each(['ingest', 'timeline', 'integration', 'retention'] as const)(
    'finds no server error and no undeclared status in %s, by a caller with all roles',
    async (service) => {
      const { ok, output } = await runSchemathesis({
        url: suite.run.urls[service],
        org,
        token: suite.tokens['everyone']!,
        seed,
        examples,
        directory: join(directory, service),
      });
      if (!ok) console.error(output);
      expect({ ok, seed }).toEqual({ ok: true, seed });
      expect(output).toMatch(/[1-9]\d* generated/);
    },
    2_400_000,
  );
});
