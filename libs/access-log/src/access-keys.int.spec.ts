import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import {
  createKeyFile,
  fileKeyProvider,
  Keyring,
  KeyringUnavailableError,
  migrations as keyringMigrations,
  type KeyProvider,
} from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessClass, AccessKeys } from './access-keys.js';
import { accessLogMigrations } from './migrations.js';

describe('keys of accesses', () => {
  const pools: Pool[] = [];
  let directory: string;
  let provider: KeyProvider;
  let kept: TestDatabase;
  let keys: TestDatabase;
  let owner: Pool;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'access-keys-'));
    await createKeyFile(join(directory, 'kek'));
    provider = await fileKeyProvider(join(directory, 'kek'));
    [kept, keys] = await Promise.all([
      createTestDatabase([eventStoreMigrations, accessLogMigrations]),
      createTestDatabase([keyringMigrations]),
    ]);
    owner = connect(keys.ownerUrl);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([kept.drop(), keys.drop()]);
    await rm(directory, { recursive: true });
  });

  function connect(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pools.push(pool);
    return pool;
  }

  function accessKeys(keyring: Pick<Keyring, 'keysForSealing'>) {
    const fallbacks: unknown[] = [];
    const pool = connect(kept.url('access_log'));
    const onFallback = (error: unknown): void => void fallbacks.push(error);
    return { fallbacks, keys: new AccessKeys({ provider, pool, timeoutMs: 30_000, pauseMs: 60_000, onFallback, keyring }) };
  }
  const keyring = (): Keyring => new Keyring({ pool: connect(keys.url('keyring_access_recorder')), provider });

  it('are those of the organisation for a subject whose key is damaged, and of the subjects for all others', async () => {
    const [org, damaged, ...others] = [`org-${randomUUID()}`, randomUUID(), randomUUID(), randomUUID()] as const;
    await keyring().keysForSealing(org, accessClass(2026), [damaged, ...others]);
    await owner.query("UPDATE keyring.data_keys SET wrapped = '\\x00' WHERE org = $1 AND subject = $2", [org, damaged]);
    const { keys: ofAccesses, fallbacks } = accessKeys(keyring());
    const { bySubject } = await ofAccesses.keysFor(org, 2026, [others[0], damaged, others[1]]);
    expect([...bySubject.keys()].toSorted()).toEqual([...others].toSorted());
    expect(fallbacks).toEqual([]);
  });

  it('are not those of the organisation in one organisation because the keyring failed for another', async () => {
    const [broken, home] = [`org-${randomUUID()}`, `org-${randomUUID()}`];
    const real = keyring();
    const patient = randomUUID();
    const { keys: ofAccesses, fallbacks } = accessKeys({
      keysForSealing: (org, retentionClass, subjects) =>
        org === broken && subjects.includes(patient)
          ? Promise.reject(new KeyringUnavailableError('not now'))
          : real.keysForSealing(org, retentionClass, subjects),
    });
    expect((await ofAccesses.keysFor(broken, 2026, [patient])).bySubject.size).toBe(0);
    expect((await ofAccesses.keysFor(broken, 2026, [randomUUID()])).bySubject.size).toBe(0);
    expect((await ofAccesses.keysFor(home, 2026, [patient])).bySubject.size).toBe(1);
    expect(fallbacks).toHaveLength(1);
  });
});
