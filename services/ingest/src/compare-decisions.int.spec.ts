import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, registration } from '../test/ingest-suite.js';

const entry = fileURLToPath(new URL('../dist/compare-decisions-main.js', import.meta.url));

describe('the command that compares decision states', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  const [one, other] = [randomUUID(), randomUUID()];

  const run = (...args: string[]): Promise<{ code: number; output: string; said: string }> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, ...suite.environmentWith() };
      const child = execFile(process.execPath, [entry, ...args], { env }, (_, output, said) =>
        resolve({ code: child.exitCode!, output, said }),
      );
    });

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    for (const patient of [one, other]) {
      const record = (event: object) => suite.post(`/patients/${patient}/events`, event, { org });
      expect((await record(registration())).status).toBe(201);
      const raised = {
        id: randomUUID(),
        type: 'flag.raised',
        occurredAt: '2026-03-01T08:30:00+01:00',
        data: { colour: 'amber', reason: 'Fell' },
      };
      expect((await record(raised)).status).toBe(201);
    }
  });
  afterAll(() => suite.stop());

  it('finds them equal, and names the patient of one that differs', async () => {
    expect(await run('--org', org)).toMatchObject({
      code: 0,
      output: `${JSON.stringify({ org, patients: 2, states: 4, different: [], destroyed: 0 })}\n`,
    });
    const owner = suite.pool(suite.database.ownerUrl);
    const { rows } = await owner.query<{ key: Buffer }>(
      'SELECT key FROM event_store.decisions WHERE stream = $1 LIMIT 1', [one]); // prettier-ignore
    await owner.query('DELETE FROM event_store.decisions WHERE stream = $1 AND key = $2', [one, rows[0]!.key]);
    const { code, output } = await run('--org', org);
    expect({ code, ...(JSON.parse(output) as object) }).toMatchObject({ code: 1, patients: 2, different: [one] });
  }, 60_000);

  it('counts records whose key was destroyed', async () => {
    const keyring = suite.pool(suite.keyringDatabase.ownerUrl);
    await keyring.query('SELECT FROM keyring.destroy_keys($1, $2, $3)', [org, one, ['clinical']]);
    expect(JSON.parse((await run('--org', org)).output)).toMatchObject({ patients: 2, different: [], destroyed: 1 });
  }, 60_000);

  it('says how it is called', async () => {
    expect(await run()).toMatchObject({ code: 2, output: '', said: expect.stringContaining('--org is missing') });
  });
});
