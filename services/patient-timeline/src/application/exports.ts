import { accessClass } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { accessEventTypes, validateAccessData } from '@everchart/contracts-access';
import { shardOf, type EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { errorFields, type Logger, type RequestContext } from '@everchart/platform';
import { sealEvent } from '@everchart/sealed-events';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { v7 as newEventId } from 'uuid';
import { withheldBy } from '../domain/export/exported.entry.js';
import { FhirForms, type Person } from '../domain/export/fhir.forms.js';
import type { ExportedRecord, ExportMade } from '../domain/export/manifest.js';
import { type ExportApproval, type ExportSnapshot, type ExportStore } from '../infrastructure/export.store.js';
import { HeldEnd, zipOf } from '../infrastructure/export.zip.js';
import type { ExportMetrics } from '../infrastructure/metrics.js';
import type { AccessesReader, ShownAccess } from './accesses.reader.js';
import { ExportMaker } from './export.maker.js';

/** Accesses that are read at a time. */
const accessesPage = 200;

const { version: madeVersion } = accessEventTypes.findLast(({ type }) => type === 'export.made')!;

/** What an export is about to show. */
export interface Prepared {
  persons: readonly Person[];
  records: readonly ExportedRecord[];
  /** Of all records. */
  entries: number;
  snapshot: ExportSnapshot;
}

export interface ExportParts {
  store: ExportStore;
  accesses: AccessesReader;
  /** Of the accesses of this service: `export.made` stands among them. */
  events: EventStore;
  keyring: Pick<Keyring, 'keysForSealing'>;
  metrics: ExportMetrics;
  logger: Logger;
}

/** Copies of records, for requests that retention has. One at a time: it takes a connection for as long as it lasts. */
export class Exports {
  readonly #parts: ExportParts;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  readonly name = 'exports';

  /** What is being made is broken off: a file that is not whole can be made again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  approval(org: string, exportId: string): Promise<ExportApproval | undefined> {
    return this.#parts.store.approval(org, exportId);
  }

  /**
   * Makes one.
   * @param begin what is shown is put on record, and the answer begins; when it throws nothing was shown
   * @returns false: another one is being made
   * @throws what `begin` and the database fail with, before the first byte
   */
  async make(context: RequestContext, approval: ExportApproval, begin: (prepared: Prepared) => Promise<Writable>): Promise<boolean> {
    if (this.#running || this.#stopping.signal.aborted) return false;
    const work = this.#make(context, approval, begin);
    this.#running = work.catch(() => undefined).finally(() => (this.#running = undefined));
    await work;
    return true;
  }

  async #make(context: RequestContext, approval: ExportApproval, begin: (prepared: Prepared) => Promise<Writable>): Promise<void> {
    const { store } = this.#parts;
    const { org } = context;
    const answer: { writable?: Writable } = {};
    try {
      await store.snapshot(org, async (snapshot) => {
        const prepared = await this.#prepare(snapshot, approval);
        const writable = (answer.writable = await begin(prepared));
        await this.#write(context, approval, prepared, writable);
      });
      this.#parts.metrics.ended('made');
    } catch (error) {
      this.#parts.metrics.ended('failed');
      if (!answer.writable) throw error;
      // The answer has begun: that it is not whole is all that can be said.
      this.#parts.logger.warn({ event: 'export.broken-off', ...errorFields(error) });
      answer.writable.destroy();
    }
  }

  async #prepare(snapshot: ExportSnapshot, { patient, approved }: ExportApproval): Promise<Prepared> {
    const persons = await snapshot.persons(patient, withheldBy(approved));
    const found = await Promise.all(persons.map(({ patientId }) => snapshot.record(patientId)));
    const known = found.filter((record) => record !== undefined);
    const entries = known.reduce((sum, record) => sum + record.entries, 0);
    return { persons, records: known.map(({ entries: _, ...record }) => record), entries, snapshot };
  }

  async #write(
    context: RequestContext,
    approval: ExportApproval,
    { persons, records, snapshot }: Prepared,
    writable: Writable,
  ): Promise<void> {
    const { org } = context;
    const { exportId, approved } = approval;
    const { facts, stays } = await snapshot.later(records.map(({ patientId }) => patientId), withheldBy(approved)); // prettier-ignore
    const source = {
      persons,
      records,
      forms: new FhirForms(persons, stays, facts),
      entries: (patientId: string) => snapshot.entries(patientId),
      accesses: (destroyedYears: Set<number>) => this.#accesses(org, records, snapshot, destroyedYears),
    };
    const madeAt = new Date();
    const maker = new ExportMaker({ org, exportId, approved, madeAt: madeAt.toISOString() }, source);
    const end = new HeldEnd((digest, bytes) => {
      const { requestId, kind } = approved;
      const { parts, counts } = maker;
      return this.#record(context, approval.patient, {
        approvedBy: exportId,
        requestId,
        kind,
        digest,
        bytes,
        parts,
        counts,
        madeAt: madeAt.toISOString(),
      });
    });
    await pipeline(zipOf(maker.files(), madeAt), end, writable, { signal: this.#stopping.signal });
  }

  async *#accesses(
    org: string,
    records: readonly ExportedRecord[],
    snapshot: ExportSnapshot,
    destroyedYears: Set<number>,
  ): AsyncGenerator<ShownAccess[], void, void> {
    for (const { patientId } of records) {
      for (let before: string | undefined; ;) {
        const page = await this.#parts.accesses.ofPatient(org, patientId, { limit: accessesPage, before });
        for (const { year } of page.destroyedYears) destroyedYears.add(year);
        yield page.accesses;
        await snapshot.touch();
        if (page.next === null) break;
        before = page.next;
      }
    }
  }

  /** Under the organisation's key of the year, which retention has, too: of the record it says only how long it is. */
  async #record({ org, actor, role, correlationId }: RequestContext, patient: string, data: ExportMade): Promise<void> {
    const faults = validateAccessData('export.made', madeVersion, data);
    if (faults.length > 0) throw new Error(`export.made is not as its schema says: ${faults.map(({ pointer }) => pointer).join(', ')}`);
    const { events, keyring } = this.#parts;
    const own = organisationStream(org);
    const retentionclass = accessClass(new Date(data.madeAt).getUTCFullYear());
    const key = (await keyring.keysForSealing(org, retentionclass, [own])).get(own)!;
    const sealed = sealEvent(
      {
        id: newEventId(),
        org,
        subject: patient,
        type: 'export.made',
        schemaVersion: madeVersion,
        data,
        source: await events.source(),
        shard: shardOf(patient, await events.shardsOf(org)),
        occurredat: data.madeAt,
        actor,
        actorrole: role,
        retentionclass,
        correlationid: correlationId,
        causationid: data.approvedBy,
      },
      key,
    );
    const [outcome] = await events.append(org, [{ ...sealed, expected: { kind: 'any' } }]);
    if (outcome?.outcome !== 'created') throw new Error(`an export was not recorded: ${outcome?.outcome}`);
  }
}
