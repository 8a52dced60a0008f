import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hmacKey } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { Registry } from 'prom-client';
import {
  commitmentKey,
  createKeyFile,
  fileKeyProvider,
  KeyDestroyedError,
  Keyring,
  migrations,
  type DataKey,
  type KeyProvider,
  type KeyringOptions,
} from './index.js';

describe('keyring', () => {
  const pools: Pool[] = [];
  let directory: string;
  let database: TestDatabase;
  let owner: Pool;
  let provider: KeyProvider;
  let writer: Keyring;
  let reader: Keyring;
  let accessWriter: Keyring;
  let destroyer: Keyring;
  let org: string;
  let subject: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'keyring-'));
    await createKeyFile(join(directory, 'kek'));
    provider = await fileKeyProvider(join(directory, 'kek'));
    database = await createTestDatabase([migrations]);
    owner = connect(database.ownerUrl);
    writer = as('keyring_writer');
    reader = as('keyring_reader');
    accessWriter = as('keyring_access_writer');
    destroyer = as('keyring_destroyer');
  });

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
    await rm(directory, { recursive: true });
  });

  beforeEach(() => {
    org = `org-${randomUUID()}`;
    subject = randomUUID();
  });

  function connect(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pools.push(pool);
    return pool;
  }

  function as(role: string, options: Partial<KeyringOptions> = {}): Keyring {
    return new Keyring({ pool: connect(database.url(role)), provider, ...options });
  }

  it('makes a key once per organisation, subject and class, and finds it again', async () => {
    const other = randomUUID();
    const keys = await writer.keysForSealing(org, 'clinical', [subject, other, subject]);
    expect([...keys.keys()].sort()).toEqual([subject, other].sort());
    expect(keys.get(subject)!.key).toHaveLength(32);
    const again = await as('keyring_writer').keysForSealing(org, 'clinical', [subject]);
    expect(again.get(subject)).toEqual(keys.get(subject));
    const access = await writer.keysForSealing(org, 'access', [subject]);
    const elsewhere = await writer.keysForSealing(`org-${randomUUID()}`, 'clinical', [subject]);
    const all = [keys.get(subject)!, keys.get(other)!, access.get(subject)!, elsewhere.get(subject)!];
    expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(4);
    expect(new Set(all.map(({ key }) => key.toString('hex'))).size).toBe(4);
  });

  it('counts the keys that it had in memory, and those that it had not', async () => {
    const registry = new Registry();
    const keyring = new Keyring({ pool: connect(database.url('keyring_writer')), provider, registry });
    const count = async (result: string): Promise<number> =>
      (await registry.getSingleMetric('everchart_keyring_cache_total')!.get()).values.find(({ labels }) => labels.result === result)
        ?.value ?? 0;
    const [{ keyId }] = [...(await keyring.keysForSealing(org, 'clinical', [subject])).values()] as [DataKey];
    expect([await count('hit'), await count('miss')]).toEqual([0, 1]);
    await keyring.keysForSealing(org, 'clinical', [subject, subject, randomUUID()]);
    expect([await count('hit'), await count('miss')]).toEqual([1, 2]);
    await keyring.keysForOpening(org, [keyId]);
    await keyring.keysForOpening(org, [keyId]);
    expect([await count('hit'), await count('miss')]).toEqual([2, 3]);
  });

  it('makes keys for the subjects that it may make them for only', async () => {
    const [known, stranger] = [randomUUID(), randomUUID()];
    await writer.keysForSealing(org, 'clinical', [known]);
    const keys = await as('keyring_writer').keysForSealing(org, 'clinical', [subject, known, stranger], [subject]);
    expect([...keys.keys()].sort()).toEqual([subject, known].sort());
    expect((await reader.keysForOpening(org, [keys.get(subject)!.keyId])).size).toBe(1);
  });

  it('opens by id; unknown ids and those of other organisations are absent', async () => {
    const { keyId, key } = (await writer.keysForSealing(org, 'clinical', [subject])).get(subject)!;
    expect(await reader.keysForOpening(org, [keyId, randomUUID()])).toEqual(new Map([[keyId, key]]));
    expect(await reader.keysForOpening(`org-${randomUUID()}`, [keyId])).toEqual(new Map());
  });

  it('gives 50 creators who meet the same key', async () => {
    const keyrings = Array.from({ length: 5 }, () => as('keyring_writer'));
    const subjects = Array.from({ length: 10 }, () => randomUUID());
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => keyrings[n % 5]!.keysForSealing(org, 'clinical', n % 2 ? subjects : subjects.toReversed())),
    );
    for (const one of subjects) expect(new Set(answers.map((keys) => keys.get(one)!.keyId)).size).toBe(1);
    const opened = await reader.keysForOpening(
      org,
      [...answers[0]!.values()].map(({ keyId }) => keyId),
    );
    for (const { keyId, key } of answers[7]!.values()) expect(opened.get(keyId)).toEqual(key);
  });

  it('holds no key in the clear', async () => {
    const { key } = (await writer.keysForSealing(org, 'clinical', [subject])).get(subject)!;
    const { rows } = await owner.query<{ row: string }>('SELECT k::text AS row FROM keyring.data_keys k WHERE org = $1', [org]);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain(key.toString('hex'));
  });

  it('does not take a wrapped key that was moved to another subject, and opens and seals for all others', async () => {
    const other = randomUUID();
    const keys = await writer.keysForSealing(org, 'clinical', [subject, other]);
    await owner.query(
      `UPDATE keyring.data_keys SET wrapped = (SELECT wrapped FROM keyring.data_keys WHERE org = $1 AND subject = $2) WHERE org = $1 AND subject = $3`,
      [org, subject, other],
    );
    const ids = [subject, other].map((each) => keys.get(each)!.keyId);
    expect(await reader.keysForOpening(org, ids)).toEqual(new Map([[ids[0], keys.get(subject)!.key]]));
    const damaged = { name: 'KeyDamagedError', code: 'key-damaged', subjects: [other] };
    await expect(as('keyring_writer').keysForSealing(org, 'clinical', [subject, other])).rejects.toMatchObject(damaged);
    expect((await as('keyring_writer').keysForSealing(org, 'clinical', [subject])).get(subject)).toEqual(keys.get(subject));
    await owner.query(`UPDATE keyring.data_keys SET wrapped = '\\x00', kek_id = 'of-nobody' WHERE org = $1 AND subject = $2`, [org, other]);
    const registry = new Registry();
    const fresh = as('keyring_reader', { registry });
    await fresh.keysForOpening(org, [ids[0]!]);
    expect([...(await fresh.keysForOpening(org, ids)).keys()]).toEqual([ids[0]]);
    expect((await fresh.keysOrReasons(org, ids)).get(ids[1]!)).toBe('key-damaged');
    expect(await registry.metrics()).toContain('everchart_keyring_damaged_keys_total 2');
  });

  it('names the key-encryption key that is missing', async () => {
    const { keyId } = (await writer.keysForSealing(org, 'clinical', [subject])).get(subject)!;
    await createKeyFile(join(directory, `kek-${subject}`));
    const stranger = as('keyring_reader', { provider: await fileKeyProvider(join(directory, `kek-${subject}`)) });
    await expect(stranger.keysForOpening(org, [keyId])).rejects.toMatchObject({ code: 'kek-unknown' });
  });

  describe('destruction', () => {
    it('is for ever', async () => {
      const survivor = randomUUID();
      const { keyId } = (await writer.keysForSealing(org, 'clinical', [subject, survivor])).get(subject)!;
      const { wrapped } = (await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM keyring.data_keys WHERE key_id = $1', [keyId]))
        .rows[0]!;
      expect(await destroyer.destroyedOf(org, subject, ['clinical'])).toEqual([]);
      const destroyed = await destroyer.destroy(org, subject, ['clinical']);
      const fingerprint = createHash('sha256').update(wrapped).digest('hex');
      expect(destroyed).toEqual([{ retentionClass: 'clinical', destroyedAt: expect.any(Date), key: { keyId, fingerprint } }]);
      expect(await destroyer.destroy(org, subject, ['clinical'])).toEqual(destroyed);
      const [others, never] = [randomUUID(), randomUUID()];
      const asked = [subject, survivor, others, never].flatMap((each) =>
        ['clinical', 'access-2026'].map((retentionClass) => ({ subject: each, retentionClass })),
      );
      await destroyer.destroy(org, others, ['clinical', 'access-2026']);
      expect((await destroyer.notDestroyed(org, asked)).map((key) => JSON.stringify(key)).sort()).toEqual(
        asked
          .flatMap((key) =>
            key.subject === others || (key.subject === subject && key.retentionClass === 'clinical') ? [] : JSON.stringify(key),
          )
          .sort(),
      );
      await expect(reader.notDestroyed(org, asked)).rejects.toMatchObject({ code: '42501' });
      expect(await destroyer.destroyedOf(org, subject, ['clinical', 'access-2026'])).toEqual(destroyed);
      const ofSurvivor = await destroyer.classesOf(org, survivor, ['clinical', 'access-2026']);
      expect([ofSurvivor, await destroyer.classesOf(org, subject, ['clinical'])]).toEqual([['clinical'], []]);
      expect(await as('keyring_reader').keysForOpening(org, [keyId])).toEqual(new Map());
      const unknown = randomUUID();
      const reasons = new Map([[keyId, 'key-destroyed'], [unknown, 'key-unknown']]); // prettier-ignore
      expect(await as('keyring_reader').keysOrReasons(org, [keyId, unknown])).toEqual(reasons);
      const attempt = as('keyring_writer').keysForSealing(org, 'clinical', [survivor, subject]);
      await expect(attempt).rejects.toBeInstanceOf(KeyDestroyedError);
      await expect(attempt).rejects.toMatchObject({ code: 'key-destroyed', subjects: [subject] });
      const { rows } = await owner.query('SELECT wrapped, kek_id FROM keyring.data_keys WHERE org = $1 AND subject = $2', [org, subject]);
      expect(rows).toEqual([{ wrapped: null, kek_id: null }]);
      for (const revival of ["UPDATE keyring.data_keys SET wrapped = 'x'", 'DELETE FROM keyring.data_keys', 'TRUNCATE keyring.data_keys']) {
        await expect(owner.query(revival)).rejects.toThrow(/destroy/);
      }
    });

    it('of several classes is of all or of none', async () => {
      await writer.keysForSealing(org, 'clinical', [subject]);
      await writer.keysForSealing(org, 'retention-facts', [subject]);
      await owner.query(`CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
        CREATE TRIGGER refused BEFORE UPDATE ON keyring.data_keys FOR EACH ROW WHEN (NEW.retention_class = 'retention-facts') EXECUTE FUNCTION public.refuse()`);
      await expect(destroyer.destroy(org, subject, ['clinical', 'retention-facts'])).rejects.toThrow('refused');
      await owner.query('DROP TRIGGER refused ON keyring.data_keys');
      expect(await destroyer.destroyedOf(org, subject, ['clinical', 'retention-facts'])).toEqual([]);
      const destroyed = await destroyer.destroy(org, subject, ['clinical', 'retention-facts']);
      expect(destroyed.map(({ retentionClass, key }) => [retentionClass, key !== undefined])).toEqual([['clinical', true], ['retention-facts', true]]); // prettier-ignore
    });

    it('that comes too late, or has waited too long for the rows, destroys nothing', async () => {
      await writer.keysForSealing(org, 'clinical', [subject]);
      const { now } = await destroyer.standing();
      const late = destroyer.destroy(org, subject, ['clinical', 'retention-facts'], new Date(now.getTime() - 1));
      await expect(late).rejects.toMatchObject({ code: '55000' });
      expect(await destroyer.destroyedOf(org, subject, ['clinical', 'retention-facts'])).toEqual([]);
      expect(await destroyer.destroy(org, subject, ['clinical'], new Date(now.getTime() + 60_000))).toHaveLength(1);
    });

    it('forbids a key that was never made', async () => {
      expect(await destroyer.destroy(org, subject, ['clinical'])).toEqual([{ retentionClass: 'clinical', destroyedAt: expect.any(Date) }]);
      await expect(writer.keysForSealing(org, 'clinical', [subject])).rejects.toBeInstanceOf(KeyDestroyedError);
      expect((await writer.keysForSealing(org, 'access', [subject])).size).toBe(1);
    });

    it('of a class of accesses is of all subjects, of this organisation and year only, and forbids new keys in it', async () => {
      const [own, one, stranger, elsewhere] = [randomUUID(), randomUUID(), randomUUID(), `org-${randomUUID()}`];
      const keysOf = (name: string, subjects: string[], where = org) => writer.keysForSealing(where, name, subjects);
      const gone = await keysOf('access-2020', [own, one]);
      const kept = [await keysOf('access-2021', [one]), await keysOf('clinical', [one]), await keysOf('access-2020', [one], elsewhere)];
      const { now } = await destroyer.standing();
      await expect(destroyer.destroyClass(org, own, 'access-2020', new Date(now.getTime() - 1))).rejects.toMatchObject({ code: '55000' });
      expect((await reader.keysForOpening(org, [...gone.values()].map(({ keyId }) => keyId))).size).toBe(2); // prettier-ignore
      const first = await destroyer.destroyClass(org, own, 'access-2020');
      const { rows } = await owner.query<{ line: string }>(`SELECT concat(key_id, ' ', encode(fingerprint, 'hex'), E'\n') AS line FROM keyring.data_keys WHERE org = $1 AND retention_class = 'access-2020' ORDER BY key_id`, [org]); // prettier-ignore
      expect(first).toEqual({ count: 2, digest: createHash('sha256').update(rows.map(({ line }) => line).join('')).digest('hex'), destroyedAt: expect.any(Date) }); // prettier-ignore
      expect(await destroyer.destroyClass(org, own, 'access-2020')).toEqual(first);
      const fresh = as('keyring_writer');
      for (const subject of [own, one, stranger])
        await expect(fresh.keysForSealing(org, 'access-2020', [subject])).rejects.toBeInstanceOf(KeyDestroyedError);
      expect((await fresh.keysOrReasons(org, [gone.get(one)!.keyId])).get(gone.get(one)!.keyId)).toBe('key-destroyed');
      expect(await destroyer.destroyedOf(org, own, ['access-2020'])).toHaveLength(1);
      expect([(await fresh.keysForSealing(org, 'access-2021', [one])).get(one), (await fresh.keysForSealing(org, 'clinical', [one])).get(one), (await fresh.keysForSealing(elsewhere, 'access-2020', [one])).get(one)]).toEqual(kept.map((keys) => keys.get(one))); // prettier-ignore
      await expect(destroyer.destroyClass(org, own, 'clinical')).rejects.toMatchObject({ code: '22023' });
      await expect(writer.destroyClass(org, own, 'access-2021')).rejects.toMatchObject({ code: '42501' });
    });

    it('of a class and creation that meet leave no key', async () => {
      const own = randomUUID();
      const met = Array.from({ length: 40 }, () => randomUUID());
      await Promise.all([...met.map((subject) => writer.keysForSealing(org, 'access-2020', [subject]).catch((error: unknown) => expect(error).toBeInstanceOf(KeyDestroyedError))), destroyer.destroyClass(org, own, 'access-2020')]); // prettier-ignore
      const { rows } = await owner.query('SELECT DISTINCT wrapped IS NULL AS gone FROM keyring.data_keys WHERE org = $1', [org]);
      expect(rows).toEqual([{ gone: true }]);
    });

    it('and creation that meet leave no key', async () => {
      await Promise.all(
        Array.from({ length: 40 }, async () => {
          const met = randomUUID();
          const [made] = await Promise.allSettled([
            writer.keysForSealing(org, 'clinical', [met]),
            destroyer.destroy(org, met, ['clinical']),
          ]);
          if (made.status === 'rejected') expect(made.reason).toBeInstanceOf(KeyDestroyedError);
        }),
      );
      const { rows } = await owner.query('SELECT DISTINCT wrapped IS NULL AS gone FROM keyring.data_keys WHERE org = $1', [org]);
      expect(rows).toEqual([{ gone: true }]);
    });

    it('reaches a process that holds the key, by news at once and by time at the latest', async () => {
      const told = as('keyring_writer');
      const untold = as('keyring_writer', { cacheTtlMs: 50 });
      await told.keysForSealing(org, 'clinical', [subject]);
      await untold.keysForSealing(org, 'clinical', [subject]);
      await destroyer.destroy(org, subject, ['clinical']);
      expect((await told.keysForSealing(org, 'clinical', [subject])).size).toBe(1);
      told.forget(org, subject);
      await expect(told.keysForSealing(org, 'clinical', [subject])).rejects.toBeInstanceOf(KeyDestroyedError);
      const ended = async (): Promise<boolean> =>
        untold.keysForSealing(org, 'clinical', [subject]).then(
          () => false,
          (error: unknown) => error instanceof KeyDestroyedError,
        );
      await until(ended, { what: 'the cached key to run out' });
    });
  });

  describe('a restored keyring', () => {
    let copy: TestDatabase;
    const of = (role: string): Keyring => new Keyring({ pool: connect(copy.url(role)), provider });
    afterEach(() => copy.drop());

    it('serves no key of a record before it was compared with what was destroyed, and those that say what that is', async () => {
      const keyIdOf = async (retentionClass: string) => (await writer.keysForSealing(org, retentionClass, [subject])).get(subject)!.keyId;
      const [clinical, retention] = [await keyIdOf('clinical'), await keyIdOf('retention')];
      expect(await destroyer.standing()).toMatchObject({ served: true });
      copy = await createTestDatabase([migrations]);
      // As a dump brings them: all rows, in another database.
      const to = connect(copy.ownerUrl);
      for (const table of ['data_keys', 'compared_as']) {
        const { rows } = await owner.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM keyring.${table} t`);
        for (const { row } of rows) await to.query(`INSERT INTO keyring.${table} SELECT * FROM json_populate_record(NULL::keyring.${table}, $1)`, [row]); // prettier-ignore
      }
      expect(await of('keyring_destroyer').standing()).toMatchObject({ served: false });
      // Every service can say so while no process that compares is there.
      const registry = new Registry();
      for (const role of ['keyring_reader', 'keyring_writer', 'keyring_access_writer', 'keyring_access_recorder', 'keyring_retention'])
        expect(await of(role).standing()).toMatchObject({ served: false });
      const counted = new Keyring({ pool: connect(copy.url('keyring_reader')), provider, registry });
      await expect(counted.keysForOpening(org, [clinical])).rejects.toThrow('the keyring was restored');
      expect(await registry.metrics()).toContain('everchart_keyring_not_served_total 1');
      await expect(of('keyring_reader').keysForOpening(org, [clinical])).rejects.toMatchObject({ code: 'keyring-unavailable' });
      await expect(of('keyring_writer').keysForSealing(org, 'clinical', [randomUUID()])).rejects.toMatchObject({
        code: 'keyring-unavailable',
      });
      await expect(of('keyring_reader').destroyedOf(org, subject, ['clinical'])).rejects.toMatchObject({ code: 'keyring-unavailable' });
      expect((await of('keyring_retention').keysForOpening(org, [retention])).size).toBe(1);
      // A read of a record goes on, and is put on record.
      expect((await of('keyring_access_writer').keysForSealing(org, 'access-2026', [subject])).size).toBe(1);
      await of('keyring_destroyer').destroy(org, subject, ['clinical']);
      await of('keyring_destroyer').serve();
      expect(await of('keyring_reader').keysOrReasons(org, [clinical])).toEqual(new Map([[clinical, 'key-destroyed']]));
      expect((await of('keyring_writer').keysForSealing(org, 'clinical', [randomUUID()])).size).toBe(1);
      await expect(of('keyring_writer').serve()).rejects.toMatchObject({ code: '42501' });
    });
  });

  describe('grants', () => {
    it('let the access writer create keys of the classes of accesses only', async () => {
      expect((await accessWriter.keysForSealing(org, 'access-2026', [subject])).size).toBe(1);
      for (const other of ['clinical', 'access', 'access-2026-clinical'])
        await expect(accessWriter.keysForSealing(org, other, [subject])).rejects.toMatchObject({ code: '42501' });
      const { keyId } = (await writer.keysForSealing(org, 'clinical', [subject])).get(subject)!;
      expect((await accessWriter.keysForOpening(org, [keyId])).size).toBe(1);
    });

    it('let the access recorder have keys of the classes of accesses only, and open nothing', async () => {
      const recorder = as('keyring_access_recorder');
      const { keyId } = (await recorder.keysForSealing(org, 'access-2026', [subject])).get(subject)!;
      for (const other of ['clinical', 'access', 'access-2026-clinical'])
        await expect(recorder.keysForSealing(org, other, [subject])).rejects.toMatchObject({ code: '42501' });
      await expect(as('keyring_access_recorder').keysForOpening(org, [keyId])).rejects.toMatchObject({ code: '42501' });
      await expect(recorder.destroy(org, subject, ['access-2026'])).rejects.toMatchObject({ code: '42501' });
    });

    it('let retention have keys of organisations, of dates of persons and of its own events only', async () => {
      const keyOf = async (retentionClass: string) => (await writer.keysForSealing(org, retentionClass, [subject])).get(subject)!;
      const [own, facts, clinical, access] = await Promise.all(['organisation', 'retention-facts', 'clinical', 'access-2026'].map(keyOf));
      const reading = as('keyring_retention');
      const ids = [own!, facts!, clinical!, access!].map(({ keyId }) => keyId);
      expect(await reading.keysForOpening(org, ids)).toEqual(new Map([own!, facts!].map(({ keyId, key }) => [keyId, key])));
      for (const retentionClass of ['organisation', 'clinical', 'access-2026', 'retention-other'])
        await expect(reading.keysForSealing(org, retentionClass, [subject])).rejects.toMatchObject({ code: '42501' });
      for (const retentionClass of ['retention', 'retention-facts'])
        expect((await reading.keysForSealing(org, retentionClass, [subject])).size).toBe(1);
      await expect(reading.destroy(org, subject, ['retention-facts'])).rejects.toMatchObject({ code: '42501' });
    });

    it('let each role do its own work only', async () => {
      await expect(reader.keysForSealing(org, 'clinical', [subject])).rejects.toMatchObject({ code: '42501' });
      await expect(destroyer.keysForSealing(org, 'clinical', [subject])).rejects.toMatchObject({ code: '42501' });
      await expect(destroyer.keysForOpening(org, [randomUUID()])).rejects.toMatchObject({ code: '42501' });
      for (const keyring of [writer, reader, accessWriter]) {
        await expect(keyring.destroy(org, subject, ['clinical'])).rejects.toMatchObject({ code: '42501' });
      }
    });

    it('leave the table to nobody', async () => {
      for (const role of [
        'keyring_writer',
        'keyring_reader',
        'keyring_access_writer',
        'keyring_access_recorder',
        'keyring_retention',
        'keyring_destroyer',
      ]) {
        await expect(connect(database.url(role)).query('SELECT FROM keyring.data_keys')).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('derives the commitment key from the data key alone', async () => {
    const dataKey = (await writer.keysForSealing(org, 'clinical', [subject])).get(subject)!;
    expect(commitmentKey({ ...dataKey })).toEqual(commitmentKey(dataKey));
    expect(commitmentKey(dataKey)).not.toEqual(hmacKey(dataKey.key));
  });
});
