import {
  deathInDetails,
  deathRecorded,
  deathReplaced,
  fieldsOf,
  replacedIn,
  replacementIn,
  type TopicFacts,
} from '@everchart/clinical-facts';
import { encodePositionToken } from '@everchart/envelope';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import type { ReadModels } from '../consumers/read-model.js';
import { groundOf, type ExportedEntry, type Withheld } from '../domain/export/exported.entry.js';
import { laterTypes, stayIdOf, type LaterFact, type Person } from '../domain/export/fhir.forms.js';
import type { ExportApproved, ExportedRecord } from '../domain/export/manifest.js';
import type { EntryDocument } from '../domain/rendering.js';

/** That a copy may be made. */
export interface ExportApproval {
  exportId: string;
  patient: string;
  approved: ExportApproved;
  approvedBy: string;
  validUntil: Date;
  /** The request was answered or withdrawn. */
  isClosed: boolean;
}

/** Entries that are read at a time. */
const pageEntries = 100;
/** Records of one person that are exported together. */
const recordsMax = 50;

/** Records of one person are more than are exported together. */
export class TooManyRecordsError extends Error {
  override readonly name = 'TooManyRecordsError';
}

interface EntryRow {
  entry: string;
  corrected_at: string | null;
  strike: EntryDocument | null;
  amendment: EntryDocument | null;
}

/** What exports are made of, as `timeline_api`. Its connections are its own: no other read waits for an export. */
export class ExportStore {
  readonly #schema: string;

  constructor(
    private readonly pool: Pool,
    { models }: ReadModels,
  ) {
    this.#schema = models.find(({ model }) => model.name === 'timeline')!.schema;
  }

  async approval(org: string, exportId: string): Promise<ExportApproval | undefined> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<ExportApproval>(
        `SELECT a.export_id AS "exportId", a.patient, a.approved, a.approved_by AS "approvedBy", a.valid_until AS "validUntil",
            EXISTS (SELECT FROM exports.closed_requests c WHERE c.org = a.org AND c.request_id = a.request_id) AS "isClosed"
           FROM exports.approvals a WHERE a.org = $1 AND a.export_id = $2`,
        [org, exportId],
      );
      return rows[0];
    });
  }

  /** Everything that `work` reads is of one moment. It must not rest for more than a minute. */
  snapshot<T>(org: string, work: (snapshot: ExportSnapshot) => Promise<T>): Promise<T> {
    return withOrganisation(this.pool, org, (tx) => work(new ExportSnapshot(tx, org, this.#schema)), { snapshot: true });
  }
}

/** One state of the records of an organisation. */
export class ExportSnapshot {
  #cursors = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly org: string,
    private readonly schema: string,
  ) {}

  /**
   * The patient, and the records that were merged with this one: in both directions. What withheld entries say of the
   * person is left out. @throws TooManyRecordsError
   */
  async persons(patient: string, withheld: Withheld): Promise<Person[]> {
    const persons: Person[] = [];
    const found = new Set([patient]);
    for (const patientId of found) {
      if (found.size > recordsMax) throw new TooManyRecordsError(`more than ${recordsMax} records of one person`);
      const facts = await this.#facts(patientId);
      const merge = facts.get('merge') ?? {};
      const replacedBy = otherIn(replacementIn(merge)?.value);
      const replaces = replacedIn(merge).flatMap(({ value }) => otherIn(value) ?? []);
      for (const other of [replacedBy, ...replaces]) if (other !== undefined) found.add(other);
      const [details, deaths] = [shownOf(facts.get('identity'), withheld), shownOf(facts.get('death'), withheld)];
      const death = deathRecorded(deaths) ?? deathInDetails(details) ?? deathReplaced(deaths);
      const deceased = death && { type: 'patient.deceased', occurredAt: '', data: death.fact.value };
      persons.push({ patientId, details: fieldsOf(details), deceased, replacedBy, replaces });
    }
    return persons;
  }

  /** @returns undefined: no entry of it is known here */
  async record(patientId: string): Promise<(ExportedRecord & { entries: number }) | undefined> {
    const { rows } = await this.tx.query<{ version: number; storeId: string; epoch: number; shard: number; position: number; unreadable: number; entries: number }>(
      `SELECT p.stream_version AS version, p.store_id AS "storeId", p.epoch, p.shard, p.position, p.unreadable,
          (SELECT count(*) FROM ${this.schema}.timeline_entries e WHERE e.org = $1 AND e.patient = $2)::integer AS entries
         FROM ${this.schema}.patients p WHERE p.org = $1 AND p.patient = $2`,
      [this.org, patientId],
    ); // prettier-ignore
    const [row] = rows;
    if (!row) return undefined;
    const { version: streamVersion, storeId, epoch, shard, position, unreadable, entries } = row;
    const token = encodePositionToken({ org: this.org, storeId, epoch, positions: { [shard]: position } });
    return { patientId, streamVersion, position: token, complete: unreadable === 0, entries };
  }

  /**
   * Entries in force that are about earlier ones, in the order of happening, and the stays that are admitted to: but
   * for withheld ones, as their content would go into the resources of others.
   */
  async later(patients: readonly string[], withheld: Withheld): Promise<{ facts: LaterFact[]; stays: Set<string> }> {
    const [facts, stays] = [[] as LaterFact[], new Set<string>()];
    for (const patient of patients) {
      for await (const page of this.#pages(patient, ['stay.admitted', ...laterTypes])) {
        for (const entry of page) {
          const { recorded, strike, amendment, correctedAt } = entry;
          if (strike || recorded.unreadable || groundOf(entry, withheld) !== undefined) continue;
          const data = amendment ? (amendment.data as { data: unknown }).data : recorded.data;
          if (recorded.type === 'stay.admitted') stays.add(stayIdOf(data));
          else facts.push({ type: recorded.type, occurredAt: correctedAt ?? recorded.occurredAt, data });
        }
      }
    }
    return { facts, stays };
  }

  /** All entries of a record in the order of happening, some at a time. */
  entries(patientId: string): AsyncGenerator<ExportedEntry[], void, void> {
    return this.#pages(patientId);
  }

  /** Keeps the snapshot while something else is read. */
  async touch(): Promise<void> {
    await this.tx.query('SELECT');
  }

  async #facts(patientId: string): Promise<Map<string, TopicFacts>> {
    const { rows } = await this.tx.query<{ topic: string; facts: TopicFacts }>(
      `SELECT topic, facts FROM ${this.schema}.topics WHERE org = $1 AND patient = $2 AND topic = ANY ($3) AND NOT settled`,
      [this.org, patientId, ['identity', 'merge', 'death']],
    );
    return new Map(rows.map(({ topic, facts }) => [topic, facts]));
  }

  async *#pages(patientId: string, types?: readonly string[]): AsyncGenerator<ExportedEntry[], void, void> {
    const cursor = `export_${(this.#cursors += 1)}`;
    const correction = (id: string): string =>
      `SELECT c.entry FROM ${this.schema}.timeline_entries c WHERE c.org = e.org AND c.patient = e.patient AND c.event_id = ${id}`;
    await this.tx.query(
      `DECLARE ${cursor} NO SCROLL CURSOR FOR
       SELECT e.entry::text AS entry, e.corrected_at, (${correction('e.struck_by')}) AS strike, (${correction('e.amended_by')}) AS amendment
         FROM ${this.schema}.timeline_entries e WHERE e.org = $1 AND e.patient = $2 AND ($3::text[] IS NULL OR e.type = ANY ($3))
        ORDER BY e.org, e.patient, e.occurred_at, e.stream_version`,
      [this.org, patientId, types ?? null],
    );
    for (;;) {
      const { rows } = await this.tx.query<EntryRow>(`FETCH ${pageEntries} FROM ${cursor}`);
      if (rows.length > 0)
        yield rows.map(({ entry, corrected_at: correctedAt, strike, amendment }) => {
          return { patientId, recorded: JSON.parse(entry) as EntryDocument, strike, amendment, correctedAt };
        });
      if (rows.length < pageEntries) break;
    }
    await this.tx.query(`CLOSE ${cursor}`);
  }
}

function shownOf(facts: TopicFacts = {}, withheld: Withheld): TopicFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, { entryId }]) => !withheld.has(entryId)));
}

function otherIn(value: unknown): string | undefined {
  const { patientId } = (value ?? {}) as { patientId?: string };
  return patientId;
}
