import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { logEntryBytes } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import { describeWithKafka, until } from '@everchart/testing';
import { leafHash, openNote, parseCheckpoint, parseVerifierKey, verifyConsistency, verifyInclusion } from '@everchart/transparency-log';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Auditor, RetentionSuite, type Completeness } from '../test/retention-suite.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const patients = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

interface Inclusion {
  event: string;
  index: number;
  otherIndexes: number[];
  entry: string;
  leafHash: string;
  size: number;
  root: string;
  proof: string[];
  checkpoint: string;
}

function logOn(kind: 'kafka' | 'postgres'): void {
  const suite = new RetentionSuite(kind);
  let auditor: Auditor;
  let owner: Pool;
  const recorded: string[] = [];

  const complete = async (entries: number, by = auditor): Promise<Completeness> => {
    let report: Completeness | undefined;
    await until(async () => (report = await by.completeness()).entries === entries && report.complete, {
      what: `a complete log of ${entries}`,
      timeoutMs: 60_000,
    });
    return report!;
  };
  /** All entries, under a checkpoint, also when something is missing. */
  const signed = (entries: number): Promise<void> =>
    until(async () => (await auditor.completeness()).checkpoint?.size === entries, { what: `a checkpoint over ${entries}` });
  const takeHome = async (name: string, by = auditor) => {
    const directory = join(suite.directory, name);
    await fetchLog({ url: by.url, org: by.org, token: by.token, directory });
    return verifyLogDirectory({ directory, verifierKey: await by.text('/log-key') });
  };

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    const service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
  });
  afterAll(() => suite.close());

  it('has no checkpoint and no key before the first event', async () => {
    expect((await auditor.get('/checkpoint')).status).toBe(404);
    expect((await auditor.get('/log-key')).status).toBe(404);
    const proof = await auditor.get('/proofs/consistency?from=1&to=1');
    expect([proof.status, ((await proof.json()) as { type: string }).type]).toEqual([404, 'urn:everchart:problem:log-empty']);
    expect(await auditor.completeness()).toEqual({ complete: true, streamLost: null, entries: 0, checkpoint: null, checkpoints: { signed: 0, kept: 0 }, signingRefused: null, missingTail: [], shards: [], stoppedStreams: [], unreadableEvents: [] }); // prettier-ignore
  });

  it('holds every clinical and access event once, and verifies from plain files', async () => {
    const known = patients(20);
    for (let round = 0; round < 20; round += 1) {
      recorded.push(...(await suite.clinical.append(known)));
      await suite.access.append(known.slice(0, 10));
      if (round % 5 === 4) {
        await suite.clinical.carry();
        await suite.access.carry();
        // Else all may come in one run, under one checkpoint.
        if (round === 4) await signed(150);
      }
    }
    const report = await complete(600);
    expect(report.shards.map(({ service, from, to, entries, gaps }) => ({ service, from, to, entries, gaps }))).toEqual([
      { service: 'ingest', from: 1, to: 400, entries: 400, gaps: [] },
      { service: 'patient-timeline', from: 1, to: 200, entries: 200, gaps: [] },
    ]);
    expect(await takeHome('whole')).toMatchObject({ origin: 'log.example/home', size: 600, entries: 600, faults: [] });
    expect(statSync(join(suite.directory, 'log-signing-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('has entries that are the headers of the sources, byte for byte', async () => {
    const { entry } = await auditor.json<Inclusion>(`/proofs/inclusion?event=${recorded[17]}`);
    const [event] = await suite.clinical.store.readShard('home', 0, 17, 1);
    expect(entry).toBe(logEntryBytes(event!.writer, event!.store).toString());
  });

  it('proves that an event is in the log, under every checkpoint that was signed since', async () => {
    const verifier = parseVerifierKey(await auditor.text('/log-key'));
    const { checkpoints } = await auditor.json<{ checkpoints: { size: number }[] }>('/checkpoints?limit=1000');
    expect(checkpoints.length).toBeGreaterThan(1);
    for (const event of [recorded[0]!, recorded[123]!, recorded.at(-1)!]) {
      const newest = await auditor.json<Inclusion>(`/proofs/inclusion?event=${event}`);
      for (const { size } of checkpoints.filter((checkpoint) => checkpoint.size > newest.index)) {
        const found = await auditor.json<Inclusion>(`/proofs/inclusion?event=${event}&size=${size}`);
        const signed = parseCheckpoint(openNote(found.checkpoint, verifier));
        expect(signed).toMatchObject({ size, origin: 'log.example/home' });
        expect(verifyInclusion(found.proof.map(bytes), leafHash(Buffer.from(found.entry)), found.index, size, signed.root)).toBe(true);
        expect(bytes(found.root)).toEqual(signed.root);
      }
    }
  });

  it('proves that every earlier log is the beginning of the later one', async () => {
    const verifier = parseVerifierKey(await auditor.text('/log-key'));
    const { checkpoints } = await auditor.json<{ checkpoints: { size: number }[] }>('/checkpoints?limit=1000');
    const rootOf = async (size: number) => parseCheckpoint(openNote(await auditor.text(`/checkpoints/${size}`), verifier)).root;
    const newest = checkpoints[0]!.size;
    for (const { size } of checkpoints) {
      const { proof } = await auditor.json<{ proof: string[] }>(`/proofs/consistency?from=${size}&to=${newest}`);
      expect(verifyConsistency(proof.map(bytes), size, await rootOf(size), newest, await rootOf(newest))).toBe(true);
    }
  });

  it('walks through its checkpoints page by page', async () => {
    const all = await auditor.json<{ checkpoints: { size: number }[]; next: null }>('/checkpoints?limit=1000');
    const walked: number[] = [];
    let before = '';
    for (;;) {
      const page = await auditor.json<{ checkpoints: { size: number }[]; next: number | null }>(`/checkpoints?limit=1${before}`);
      walked.push(...page.checkpoints.map(({ size }) => size));
      if (page.next === null) break;
      before = `&before=${page.next}`;
    }
    expect(walked).toEqual(all.checkpoints.map(({ size }) => size));
  });

  it('takes a repetition for what it is', async () => {
    const again = await suite.clinical.store.readShard('home', 0, 390, 10);
    await suite.clinical.send(again);
    recorded.push(...(await suite.clinical.record(patients(1))));
    await complete(601);
    expect((await takeHome('repeated')).faults).toEqual([]);
  });

  it('shows a hole, and closes it when what was missing arrives', async () => {
    await suite.clinical.append(patients(5));
    const events = await suite.clinical.pending();
    await suite.clinical.send([...events.slice(0, 1), ...events.slice(3)]);
    await signed(604);
    const report = await auditor.completeness();
    expect(report.complete).toBe(false);
    expect(report.shards[0]).toMatchObject({ followedTo: 402, to: 406, entries: 404, gaps: [{ from: 403, to: 404 }] });
    expect((await takeHome('with-a-hole')).faults).toEqual([expect.stringMatching(/shard 0: positions 403 to 404 are missing$/)]);
    await suite.clinical.send(events.slice(1, 3));
    await complete(606);
    expect((await takeHome('closed')).faults).toEqual([]);
  });

  it('names every fault of a question', async () => {
    const problem = async (path: string): Promise<unknown> => {
      const response = await auditor.get(path);
      const body = (await response.json()) as { type: string; faults?: { pointer: string }[] };
      return [response.status, body.type.split(':').at(-1), body.faults?.map(({ pointer }) => pointer)];
    };
    expect(await problem('/proofs/inclusion')).toEqual([400, 'parameter-invalid', ['/query/event']]);
    expect(await problem('/proofs/inclusion?event=x&size=-1')).toEqual([400, 'parameter-invalid', ['/query/event', '/query/size']]);
    expect(await problem(`/proofs/inclusion?event=${randomUUID()}`)).toEqual([404, 'event-unknown', undefined]);
    expect(await problem(`/proofs/inclusion?event=${recorded[0]}&size=999999`)).toEqual([404, 'checkpoint-unknown', undefined]);
    expect(await problem('/proofs/consistency?from=0&to=-1')).toEqual([400, 'parameter-invalid', ['/query/from', '/query/to']]);
    expect(await problem('/proofs/consistency?from=1&to=9999')).toEqual([400, 'parameter-invalid', ['/query/to']]);
    expect(await problem('/proofs/consistency?from=3&to=2')).toEqual([400, 'parameter-invalid', ['/query/from']]);
    expect(await problem('/checkpoints/7777')).toEqual([404, 'checkpoint-unknown', undefined]);
    expect(await problem('/checkpoints?limit=0&before=x')).toEqual([400, 'parameter-invalid', ['/query/before', '/query/limit']]);
    for (const path of [
      '/tile/0/999',
      '/tile/0/002',
      '/tile/9/000.p/1',
      '/tile/entries/000.p/0',
      '/tile/entries/000.p/257',
      '/tile/0/000.p/999',
      '/tile/0/..%2f',
      '/tile/entries/x000/000',
    ]) {
      expect(await problem(path)).toEqual([404, 'tile-unknown', undefined]);
    }
  });

  it('serves what is immutable as immutable', async () => {
    const tile = await auditor.get('/tile/0/000');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    expect((await tile.arrayBuffer()).byteLength).toBe(256 * 32);
    expect((await auditor.get('/checkpoint')).headers.get('cache-control')).toBe('no-cache');
    expect((await (await auditor.get('/tile/0/001.p/9')).arrayBuffer()).byteLength).toBe(9 * 32);
  });

  it('keeps organisations apart, and lets in who may', async () => {
    const [event] = await suite.clinical.record(patients(1), 'other');
    const other = new Auditor(auditor.url, await suite.token({ org: 'other' }), 'other');
    await complete(1, other);
    expect((await auditor.get(`/proofs/inclusion?event=${event}`)).status).toBe(404);
    expect((await new Auditor(auditor.url, auditor.token, 'other').get('/checkpoint')).status).toBe(403);
    expect((await new Auditor(auditor.url, await suite.token({ roles: ['carer'] })).get('/checkpoint')).status).toBe(403);
    expect((await takeHome('other', other)).origin).toBe('log.example/other');
    const api = suite.pool(suite.database.url('retention_api'));
    for (const table of ['logs', 'entries', 'tile_hashes', 'checkpoints', 'log_keys', 'shard_heads', 'shard_faults', 'source_heads']) {
      expect((await api.query(`SELECT FROM retention.${table}`)).rowCount).toBe(0);
    }
  });

  it('cannot be changed by anybody, the owner of its tables included', async () => {
    const worker = suite.pool(suite.database.url('retention_worker'));
    for (const table of ['entries', 'tile_hashes', 'checkpoints', 'log_keys', 'shard_faults', 'source_heads']) {
      await expect(owner.query(`DELETE FROM retention.${table}`)).rejects.toThrow('append-only');
      await expect(owner.query(`TRUNCATE retention.${table}`)).rejects.toThrow('append-only');
      await expect(worker.query(`DELETE FROM retention.${table}`)).rejects.toThrow('permission denied');
    }
  });

  it('shows what an owner did who switched that off: a changed entry is named', async () => {
    await owner.query('ALTER TABLE retention.entries DISABLE TRIGGER append_only');
    await owner.query(
      "UPDATE retention.entries SET entry = replace(entry, 'carer-anna', 'carer-olga') WHERE org = 'home' AND entry_index = 300",
    );
    expect((await takeHome('changed')).faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^entry 300: is not what tile\/0\/001 was made from/),
        expect.stringMatching(/^entry \d+ .*does not follow position/),
      ]),
    );
    await owner.query(
      "UPDATE retention.entries SET entry = replace(entry, 'carer-olga', 'carer-anna') WHERE org = 'home' AND entry_index = 300",
    );
    await owner.query('ALTER TABLE retention.entries ENABLE ALWAYS TRIGGER append_only');
  });

  it('shows a row that was changed in the source before it came here', async () => {
    const [, changed] = await suite.clinical.append(patients(3));
    const source = suite.pool(suite.clinical.database.ownerUrl);
    await source.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
    await source.query(
      "UPDATE event_store.events SET header = decode(replace(encode(header, 'hex'), encode('carer-anna', 'hex'), encode('carer-olga', 'hex')), 'hex') WHERE id = $1",
      [changed],
    );
    await suite.clinical.carry();
    await signed(609);
    const report = await auditor.completeness();
    expect(report).toMatchObject({ complete: false });
    expect(report.shards[0]!.chainFaults).toEqual([408]);
    expect((await takeHome('changed-before')).faults).toEqual([expect.stringMatching(/does not follow position 407 in the chain/)]);
  });

  it('does not take an event whose content is not what its header says', async () => {
    await suite.clinical.append(patients(1));
    const [event] = await suite.clinical.pending();
    const { entries } = await auditor.completeness();
    await suite.clinical.send([{ ...event!, payload: Buffer.from('something else') }]);
    await suite.clinical.append([event!.header.subject]);
    await suite.clinical.carry();
    await until(async () => (await auditor.completeness()).entries === entries + 1, { what: 'the entry of what follows' });
    const { id, subject, position } = event!.header;
    expect(await auditor.completeness()).toMatchObject({
      complete: false,
      stoppedStreams: [],
      unreadableEvents: [{ eventId: id, stream: subject, position, code: 'content-digest-mismatch' }],
    });
  });

  it('of an organisation that cannot be named is not made: its events are noted, and its neighbours go on', async () => {
    // No door takes such a name; what is on the stream nevertheless must not stop all logs.
    const nameless = 'zzz home';
    const ids = await suite.clinical.append(patients(3), nameless);
    await suite.clinical.carry(nameless);
    const { entries } = await auditor.completeness();
    await suite.clinical.append(patients(1));
    await suite.clinical.carry();
    await until(async () => (await auditor.completeness()).entries === entries + 1, {
      what: 'the entry of a neighbour',
      timeoutMs: 60_000,
    });
    const noted = async (): Promise<string[]> =>
      (await owner.query<{ id: string }>('SELECT event_id AS id FROM stream_consumer.unreadable_events WHERE org = $1', [nameless])).rows.map(({ id }) => id); // prettier-ignore
    await until(async () => (await noted()).length === ids.length, { what: 'what is noted of the nameless', timeoutMs: 60_000 });
    expect((await noted()).toSorted()).toEqual(ids.toSorted());
  });

  it('puts every read of the log on record, refusals too, before it is answered', async () => {
    const before = (await suite.accesses()).length;
    const answers = [
      await auditor.get('/checkpoint'),
      await auditor.get('/tile/entries/000'),
      await auditor.get('/tile/entries/999'),
      await new Auditor(auditor.url, await suite.token({ roles: ['carer'] })).get('/completeness'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 403]);
    expect((await suite.accesses()).slice(before)).toMatchObject([
      { operation: 'log-checkpoint.read', outcome: 'granted', status: 200, actor: 'auditor-dora', role: 'auditor' },
      { operation: 'log-entries.read', status: 200, detail: { tile: '000' } },
      { operation: 'log-entries.read', status: 404, detail: { tile: '999', code: 'tile-unknown' } },
      { operation: 'log-completeness.read', outcome: 'denied', status: 403, role: 'carer', detail: { code: 'role-missing' } },
    ]);
  });

  it('describes itself', async () => {
    const document = (await (await fetch(`${auditor.url}/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toMatch(/^3\.1/);
    for (const path of ['checkpoint', 'checkpoints', 'log-key', 'completeness', 'proofs/inclusion', 'proofs/consistency']) {
      expect(Object.keys(document.paths)).toContain(`/v1/orgs/{org}/${path}`);
    }
    expect(Object.keys(document.paths).filter((path) => path.includes('/tile/'))).toHaveLength(2);
    const metrics = await (await fetch(`${auditor.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_retention_entries_total\{service="ingest"[^}]*\} \d+/);
  });
}

describe('the audit log, on PostgreSQL', () => logOn('postgres'));
describeWithKafka('the audit log, on Kafka', () => logOn('kafka'));
