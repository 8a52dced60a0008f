import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
      environment: { ingest },
    });
  }, 400_000);
  afterAll(async () => {
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it.each([
    ['ingest', 'nurse'],
    ['ingest', 'administrator'],
    ['timeline', 'carer'],
    ['timeline', 'operator'],
    ['integration', 'operator'],
    ['retention', 'operator'],
    ['retention', 'retention-officer'],
  ] as const)(
    'finds no server error and no undeclared status in %s, as %s',
    async (service, client) => {
      const { ok, output } = await runSchemathesis({
        url: suite.run.urls[service],
        org,
        token: suite.tokens[client]!,
        seed,
        examples,
        directory: join(directory, `${service}-${client}`),
      });
      if (!ok) console.error(output);
      expect({ ok, seed }).toEqual({ ok: true, seed });
      expect(output).toMatch(/[1-9]\d* generated/);
    },
    1_200_000,
  );
});
