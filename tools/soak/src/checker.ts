import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accessType, openAccesses, type Access } from '@everchart/access-log';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { isHeadEntry, parseLogEntry, type EventHeader } from '@everchart/envelope';
import { EventStore, type StoredEvent } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { accessTopic, clinicalTopic, createTransport, decodeRecord, type TransportOptions } from '@everchart/stream';
import { decodeEntryBundle, tilePath, tilesOf } from '@everchart/transparency-log';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import {
  compareAccesses,
  compareDisclosures,
  compareHospital,
  compareOnce,
  compareStore,
  compareTopic,
  type Delivery,
  type HeldEvent,
} from './comparison.js';
import type { Finding } from './findings.js';
import type { Hospital } from './hospital.js';
import type { Ledger } from './ledger.js';
import type { Organisation } from './organisation.js';
import type { Site } from './site.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const pageSize = 2000;
const completenessLooksMax = 20;
const completenessLookMs = 3000;

export interface Held {
  findings: Finding[];
  /** One line per holder. */
  lines: [holder: string, text: string][];
}

type StoredHeader = HeldEvent & { type: string };

/** Compares what an organisation was answered with what every store, topic and receiver holds of it. */
export class Checker {
  readonly #site: Site;
  readonly #org: string;
  readonly #ledger: Ledger;
  readonly #pools: Pool[] = [];

  constructor(
    site: Site,
    private readonly directory: string,
    private readonly organisation: Organisation,
  ) {
    this.#site = site;
    this.#org = organisation.org;
    this.#ledger = organisation.ledger;
  }

  async check(): Promise<Held> {
    const ledger = this.#ledger;
    const { hospitals } = this.organisation;
    const held: Held = { findings: [], lines: [] };
    try {
      const clinical = await this.#store('ingest', held);
      held.findings.push(...compareStore(ledger, clinical), ...missingTypes(clinical));
      await this.#topic(clinicalTopic, clinical, held);
      await this.#standstills(held);
      const ofPatients = clinical.filter(({ id }) => !ledger.ofOrganisation.has(id));
      await this.#timeline(ofPatients, held);
      for (const hospital of hospitals) await this.#hospital(clinical, hospital, held);
      // Last: reading the timeline was put on record, too.
      const accesses = await this.#store('timeline', held);
      for (const database of ['integration', 'retention', 'ingest_accesses'] as const)
        accesses.push(...(await this.#store(database, held)));
      held.findings.push(...compareAccesses(ledger.reads, await this.#accessesIn('timeline', held)));
      const received = hospitals.flatMap(({ controlIds }) => controlIds);
      held.findings.push(...compareDisclosures(received, await this.#accessesIn('integration', held)));
      await this.#topic(accessTopic, accesses, held);
      await this.#log([...clinical, ...accesses], held);
    } finally {
      await Promise.all(this.#pools.splice(0).map((pool) => pool.end()));
    }
    return held;
  }

  async #store(database: 'ingest' | 'timeline' | 'integration' | 'retention' | 'ingest_accesses', held: Held): Promise<StoredHeader[]> {
    const store = new EventStore({ pool: this.#pool(database), service: database.replace('_accesses', '') });
    const org = this.#org;
    let broken = false;
    for (const shard of await shardsOf(store, org)) {
      const verification = await store.verifyShard(org, shard);
      if (verification.ok) continue;
      broken = true;
      const { fault, position } = verification;
      held.findings.push({ kind: 'order break', text: `${database} store: ${fault} at position ${position} of shard ${shard}` });
    }
    const headers = await this.#headersOf(store);
    held.lines.push([`${database} store`, `${headers.length} events, ${broken ? 'BROKEN' : 'every digest and link holds'}`]);
    return headers;
  }

  async #headersOf(store: EventStore): Promise<StoredHeader[]> {
    const headers: StoredHeader[] = [];
    for await (const { header } of this.#eventsOf(store)) headers.push({ ...heldOf(header), type: header.type });
    return headers;
  }

  /** Of all shards, one after the other, each in the order of its positions. */
  async *#eventsOf(store: EventStore): AsyncGenerator<StoredEvent> {
    const org = this.#org;
    for (const shard of await shardsOf(store, org)) {
      let page: StoredEvent[];
      let after = 0;
      do {
        page = await store.readShard(org, shard, after, pageSize);
        after = page.at(-1)?.header.position ?? after;
        yield* page;
      } while (page.length === pageSize);
    }
  }

  /** All accesses that a service has put on record. */
  async #accessesIn(service: 'timeline' | 'integration', held: Held): Promise<Access[]> {
    const keyring = await this.#keyring(service);
    const store = new EventStore({ pool: this.#pool(service), service });
    const accesses: Access[] = [];
    for await (const event of this.#eventsOf(store))
      if (event.header.type === accessType) for (const access of await openAccesses(event, keyring)) accesses.push(access!);
    held.lines.push([`accesses of ${service}`, `${accesses.length}`]);
    return accesses;
  }

  async #keyring(service: 'timeline' | 'integration'): Promise<Keyring> {
    const { KEYRING_DATABASE_URL: url, KEYRING_KEK_FILE: file } = this.#site.environmentOf(service);
    const pool = createPool({ connectionString: url!, applicationName: 'soak', max: 2 }, () => undefined);
    this.#pools.push(pool);
    return new Keyring({ pool, provider: await fileKeyProvider(file!) });
  }

  /** Nothing waits, and no service says that it lacks something. */
  async #standstills(held: Held): Promise<void> {
    const { urls } = this.#site.run;
    const found = (text: string): number => held.findings.push({ kind: 'standstill', text });
    const consumers = ['timeline', 'integration', 'retention'] as const;
    for (const service of consumers) {
      const { stopped, unreadableEvents, forged } = (await this.#get(`${urls[service]}/v1/orgs/${this.#org}/streams`, 'operator')) as {
        stopped: { stream: string; reason: string; code: string }[];
        unreadableEvents: number;
        forged: object[];
      };
      for (const { stream, reason, code } of stopped) found(`${service}: stream ${stream} is stopped: ${reason}, ${code}`);
      if (unreadableEvents > 0) found(`${service}: ${unreadableEvents} events are unreadable`);
      for (const each of forged) found(`${service}: records were taken for forged: ${JSON.stringify(each)}`);
    }
    for (const service of this.#site.showsHealth === false ? [] : (['ingest', ...consumers] as const)) {
      const ready = (await this.#get(`${urls[service]}/health/ready`)) as { degraded?: object };
      if (ready.degraded) found(`${service}: degraded: ${JSON.stringify(ready.degraded)}`);
    }
    const read = async (): Promise<{ complete: boolean; shards: object[] }> =>
      (await this.#get(`${urls.retention}/v1/orgs/${this.#org}/completeness`, 'auditor')) as { complete: boolean; shards: object[] };
    let report = await read();
    // What this check reads is put on record, too: the next checkpoint covers that.
    for (let looks = 0; !report.complete && looks < completenessLooksMax; looks += 1) {
      await pause(completenessLookMs);
      report = await read();
    }
    if (!report.complete) found(`audit log: the completeness report is not complete: ${JSON.stringify(report)}`);
    held.lines.push(['completeness', `${report.complete}, of ${report.shards.length} shards of sources`]);
  }

  async #get(url: string, client?: 'operator' | 'auditor'): Promise<unknown> {
    const headers: Record<string, string> = client ? { authorization: `Bearer ${this.organisation.tokens[client]}` } : {};
    const response = await fetch(url, { headers });
    if (!response.ok) throw new Error(`${url} was answered ${response.status}`);
    return response.json();
  }

  async #topic(topic: string, stored: readonly HeldEvent[], held: Held): Promise<void> {
    const { findings, repeated } = compareTopic(topic, stored, await this.#published(topic));
    held.findings.push(...findings);
    held.lines.push([topic, `${stored.length} events, ${repeated} published more than once`]);
  }

  /** All of a topic, read by a plain consumer from its beginning. */
  async #published(topic: string): Promise<HeldEvent[]> {
    const { stream } = this.#site.run;
    const org = this.#org;
    const keys = await readFile(this.#site.run.streamKeysFile, 'utf8');
    const shared = { clientId: 'soak', topicPrefix: stream.topicPrefix, keys };
    const options: TransportOptions = stream.brokers
      ? { kind: 'kafka', brokers: stream.brokers, ...shared }
      : { kind: 'postgres', connectionString: this.#site.run.databases.streams!, ...shared };
    const transport = createTransport(options, silent);
    const events: HeldEvent[] = [];
    const reached = new Map<number, bigint>();
    const ends = await transport.endOffsets(topic);
    let failure: Error | undefined;
    const subscription = await transport.subscribe({
      group: `soak-${crypto.randomUUID()}`,
      topics: [topic],
      handler: {
        onAssigned: () => Promise.resolve(new Map()),
        onBatch: (records) => {
          for (const record of records) {
            const decoded = decodeRecord(record);
            if (decoded.kind === 'event' && decoded.delivery.shard.org === org) events.push(heldOf(decoded.delivery.event.header));
            else if (decoded.kind !== 'event' && decoded.kind !== 'head')
              failure ??= new Error(`the topic ${topic} has a record that is ${decoded.kind}`);
            reached.set(record.partition, record.offset + 1n);
          }
          return Promise.resolve();
        },
        onRevoked: () => Promise.resolve(),
        onCrash: (error) => (failure = error),
      },
    });
    const deadline = Date.now() + 60_000;
    while ([...ends].some(([partition, end]) => (reached.get(partition) ?? 0n) < end)) {
      if (failure) throw failure;
      if (Date.now() > deadline) throw new Error(`the topic ${topic} could not be read to its end`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await subscription.stop();
    await transport.close();
    return events;
  }

  async #timeline(stored: readonly HeldEvent[], held: Held): Promise<void> {
    const { run } = this.#site;
    const kept: { id: string; version: number }[] = [];
    const patients = new Set(stored.map(({ stream }) => stream));
    for (const patient of patients) {
      let cursor = '';
      do {
        const url = `${run.urls.timeline}/v1/orgs/${this.#org}/patients/${patient}/timeline?limit=500${cursor}`;
        const answer = await this.organisation.reader.ask('GET', url);
        if (answer?.status !== 200) {
          held.findings.push({ kind: 'loss', text: `timeline: patient ${patient} was answered ${answer?.status ?? 'nothing'}` });
          break;
        }
        const { stale, staleReason, complete } = answer.body;
        if (stale !== false || complete !== true)
          held.findings.push({ kind: 'standstill', text: `timeline: patient ${patient} is stale (${String(staleReason)}) or incomplete` });
        for (const { id, streamVersion } of answer.body.entries as { id: string; streamVersion: number }[])
          kept.push({ id, version: streamVersion });
        cursor = typeof answer.body.next === 'string' ? `&cursor=${encodeURIComponent(answer.body.next)}` : '';
      } while (cursor !== '');
    }
    held.findings.push(...compareOnce('timeline', stored, kept));
    held.lines.push(['timeline', `${kept.length} entries of ${patients.size} patients`]);
  }

  async #hospital(stored: readonly StoredHeader[], hospital: Hospital, held: Held): Promise<void> {
    const { rows } = await this.#pool('integration').query<Delivery>(
      `SELECT event_id AS "eventId", patient, stream_version AS version, control_id AS "controlId", state
         FROM integration.deliveries WHERE org = $1 AND destination = $2`,
      [this.#org, hospital.id],
    );
    const { findings, repeated } = compareHospital(stored, rows, hospital.controlIds);
    held.findings.push(...findings);
    held.lines.push([
      hospital.id,
      `${rows.length} messages, ${repeated} sent more than once, ${hospital.lostAnswers} answers lost on purpose`,
    ]);
  }

  async #log(stored: readonly HeldEvent[], held: Held): Promise<void> {
    const { run } = this.#site;
    const directory = join(this.directory, `log of ${this.#org}`);
    rmSync(directory, { recursive: true, force: true });
    const token = this.organisation.tokens.auditor!;
    const base = `${run.urls.retention}/v1/orgs/${this.#org}`;
    const key = await fetch(`${base}/log-key`, { headers: { authorization: `Bearer ${token}` } });
    if (!key.ok) throw new Error(`the log's key was answered ${key.status}`);
    const { size } = await fetchLog({ url: run.urls.retention, org: this.#org, token, directory });
    const report = verifyLogDirectory({ directory, verifierKey: (await key.text()).trim() });
    for (const text of report.faults) held.findings.push({ kind: 'order break', text: `audit log: ${text}` });
    const entries: { id: string; version: number }[] = [];
    for (const tile of tilesOf(size)) {
      if (tile.kind !== 'entries') continue;
      for (const entry of decodeEntryBundle(await readFile(join(directory, tilePath(tile))))) {
        if (isHeadEntry(entry)) continue;
        const { id, streamversion } = parseLogEntry(entry).header;
        entries.push({ id, version: streamversion });
      }
    }
    // Taking the log home was put on record, and may have come into the log meanwhile.
    const known = new Set(stored.map(({ id }) => id));
    const now = await this.#headersOf(new EventStore({ pool: this.#pool('retention'), service: 'retention' }));
    const later = new Set(now.map(({ id }) => id).filter((id) => !known.has(id)));
    const kept = entries.filter(({ id }) => !later.has(id));
    held.findings.push(...compareOnce('audit log', stored, kept));
    held.lines.push([
      'audit log',
      `${entries.length} entries, ${report.faultsFound === 0 ? 'every hash, link and signature holds' : 'BROKEN'}`,
    ]);
  }

  #pool(database: string): Pool {
    const pool = createPool({ connectionString: this.#site.run.databases[database]!, applicationName: 'soak', max: 2 }, () => undefined);
    this.#pools.push(pool);
    return pool;
  }
}

function missingTypes(stored: readonly StoredHeader[]): Finding[] {
  const seen = new Set(stored.map(({ type }) => type));
  const missing = clinicalEventTypes.filter(({ type }) => !seen.has(type));
  return missing.map(({ type }) => ({ kind: 'loss', text: `store: there is no event of the type ${type}` }));
}

async function shardsOf(store: EventStore, org: string): Promise<number[]> {
  return [...Array(await store.shardsToRead(org)).keys()];
}

function heldOf({ id, source, subject, streamversion, shard, position }: EventHeader): HeldEvent {
  return { id, source, stream: subject, version: streamversion, shard, position };
}
