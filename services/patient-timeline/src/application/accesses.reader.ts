import { accessClass, allKeysOf, keysOfLeaf, openLeaf, openLeaves, type Access } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { tombstoneOf, type Tombstone } from '@everchart/destruction';
import { decodeAccessReceipt, EnvelopeError } from '@everchart/envelope';
import type { EventStore } from '@everchart/event-store';
import { KeyDestroyedError, type Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { readUuid, utcOf } from '@everchart/primitives';
import { organisationProgress, ProgressReader } from '@everchart/stream';
import { accessIndexConsumer } from '../consumers/access.indexer.js';
import { organisation } from '../infrastructure/record.store.js';

/** An access, and what names it. */
export interface ShownAccess {
  /** `<event>.<place in the event>`. */
  id: string;
  service: string;
  access: Access;
}

/** A year whose accesses to the patient are gone: why, where those to all patients were destroyed. */
export interface DestroyedYear {
  year: number;
  tombstone: Tombstone | undefined;
}

export interface AccessPage {
  accesses: ShownAccess[];
  next: string | null;
  /** Years whose accesses to the patient were destroyed. */
  destroyedYears: DestroyedYear[];
  /** Every access that was published before is in; undefined before the first contact with the stream. */
  asOf: Date | undefined;
}

interface LeafRow {
  /** Of the patient. */
  key_id: string;
  event_id: string;
  index: number;
  service: string;
  recorded_at: string;
  leaf: Buffer;
}

/** Keys of accesses are looked for so many years back: longer than any is kept. */
const yearsBack = 11;
/** Accesses of one answer that are of no single patient. */
const ofOrganisationMax = 2000;
/** A cursor: `<recordedAt>_<event>_<index>`. */
const cursorForm = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})_(\d{1,9})$/;

export const isAccessCursor = (text: string): boolean => cursorForm.test(text);

/** A page of accesses `l`, behind the cursor. */
const newestFirst = `(l.recorded_at, l.event_id, l.index) < ($3::timestamptz, $4::uuid, $5::integer)
  ORDER BY l.recorded_at DESC, l.event_id DESC, l.index DESC LIMIT $6`;

/** Accesses on record: those to one patient, of all services; and one by what names it. As `timeline_api`. */
export class AccessesReader {
  readonly #progress: ProgressReader;

  constructor(
    private readonly pool: Pool,
    private readonly keyring: Keyring,
    /** Of this service's own accesses. */
    private readonly store: Pick<EventStore, 'readShard' | 'source'>,
  ) {
    this.#progress = new ProgressReader((org) => organisationProgress(pool, accessIndexConsumer, org));
  }

  /** The newest first. @throws KeyringUnavailableError */
  async ofPatient(org: string, patient: string, { limit, before }: { limit: number; before?: string | undefined }): Promise<AccessPage> {
    const { asOf } = await this.#progress.of(org);
    const { keys, destroyedYears } = await this.#keysOf(org, patient, yearsBack);
    const [, recordedAt = 'infinity', event = 'ffffffff-ffff-ffff-ffff-ffffffffffff', index = 0] = cursorForm.exec(before ?? '') ?? [];
    const { rows } = await this.pool.query<LeafRow>({
      name: 'read-accesses',
      text: `SELECT l.* FROM ${organisation} JOIN LATERAL (
          SELECT l.key_id, l.event_id, l.index, l.service, l.leaf, l.recorded_at AS at,
              to_char(l.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at
            FROM (
              (SELECT l.key_id, l.recorded_at, l.event_id, l.index, l.service, l.leaf FROM access_index.leaves l
                WHERE l.org = o.org AND l.key_id = ANY ($2::uuid[]) AND ${newestFirst})
              UNION ALL
              SELECT m.key_id, l.* FROM access_index.members m CROSS JOIN LATERAL (
                SELECT l.recorded_at, l.event_id, l.index, l.service, l.leaf FROM access_index.looks l
                 WHERE l.org = o.org AND l.members = m.members AND ${newestFirst}) l
               WHERE m.org = o.org AND m.key_id = ANY ($2)) l
           ORDER BY l.recorded_at DESC, l.event_id DESC, l.index DESC LIMIT $6) l ON true
        ORDER BY l.at DESC, l.event_id DESC, l.index DESC`,
      values: [org, [...keys.keys()], recordedAt, event, index, limit + 1],
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    // What a look has in common is sealed under the organisation's key.
    const ofLooks = await this.keyring.keysForOpening(
      org,
      page.flatMap(({ leaf }) => keysOfLeaf(leaf).ofLook ?? []),
    );
    return {
      accesses: page.flatMap((row) => this.#opened(org, row, new Map([...ofLooks, [row.key_id, keys.get(row.key_id)!]]))),
      next: last && rows.length > limit ? `${last.recorded_at}_${last.event_id}_${last.index}` : null,
      destroyedYears: await Promise.all(
        destroyedYears.map(async (year) => ({
          year,
          tombstone: await tombstoneOf(this.pool, { org, subject: organisationStream(org) }, accessClass(year)),
        })),
      ),
      asOf: asOf?.at,
    };
  }

  /** What was read of no single patient between two instants: the newest first. @throws KeyringUnavailableError */
  async ofOrganisation(org: string, from: string, to = 'infinity'): Promise<Access[]> {
    const years = new Date().getUTCFullYear() - Number(utcOf(from).slice(0, 4)) + 1;
    const { keys } = await this.#keysOf(org, organisationStream(org), Math.min(years, yearsBack));
    const { rows } = await this.pool.query<LeafRow>({
      name: 'read-accesses-of-organisation',
      text: `SELECT l.* FROM ${organisation} JOIN LATERAL (SELECT l.event_id, l.index, l.service, l.leaf, l.recorded_at AS at FROM access_index.leaves l
           WHERE l.org = o.org AND l.key_id = ANY ($2::uuid[]) AND l.recorded_at > $3::timestamptz AND l.recorded_at <= $4::timestamptz
           ORDER BY l.recorded_at DESC LIMIT ${ofOrganisationMax}) l ON true ORDER BY l.at DESC`,
      values: [org, [...keys.keys()], utcOf(from), to === 'infinity' ? to : utcOf(to)],
    });
    const accesses = rows.flatMap((row) => this.#opened(org, row, keys).map(({ access }) => access));
    return accesses.filter(({ patient }) => patient === undefined);
  }

  /**
   * The access to a patient.
   * @param named the receipt of an answer of this service, or the id of an access
   * @returns undefined: there is none, or none any more
   * @throws KeyringUnavailableError
   */
  async find(org: string, patient: string, named: string): Promise<Access | undefined> {
    const [, event, index] = /^([0-9a-f-]{36})\.(\d{1,9})$/i.exec(named) ?? [];
    const found = await (event === undefined ? this.#ofReceipt(org, named) : this.#ofId(org, readUuid(event), Number(index)));
    return found.find((access) => access?.patient === patient);
  }

  async #ofId(org: string, event: string | undefined, index: number): Promise<(Access | undefined)[]> {
    const { rows } = await this.pool.query<{ leaf: Buffer }>({
      name: 'read-access',
      text: `SELECT l.* FROM ${organisation} JOIN LATERAL (
          SELECT l.leaf FROM access_index.leaves l WHERE l.org = o.org AND l.event_id = $2 AND l.index = $3
          UNION ALL SELECT l.leaf FROM access_index.looks l WHERE l.org = o.org AND l.event_id = $2 AND l.index = $3 LIMIT 1) l ON true`,
      values: [org, event, index],
    });
    const [row] = rows;
    if (event === undefined || !row) return [];
    return openLeaf({ org, eventId: event, index }, row.leaf, await this.keyring.keysForOpening(org, allKeysOf(row.leaf)));
  }

  async #ofReceipt(org: string, text: string): Promise<(Access | undefined)[]> {
    try {
      const receipt = decodeAccessReceipt(text);
      const [event] = receipt.org === org ? await this.store.readShard(org, receipt.shard, receipt.position - 1, 1) : [];
      if (event?.header.position !== receipt.position || event.header.chain !== receipt.chain) return [];
      return (await openLeaves(event, this.keyring))[receipt.index] ?? [];
    } catch (error) {
      if (error instanceof EnvelopeError) return [];
      throw error;
    }
  }

  /** Those accesses of a leaf whose keys are given. */
  #opened(org: string, { event_id: eventId, index, service, leaf }: LeafRow, keys: ReadonlyMap<string, Buffer>): ShownAccess[] {
    const accesses = openLeaf({ org, eventId, index }, leaf, keys).filter((access) => access !== undefined);
    return accesses.map((access) => ({ id: `${eventId}.${index}`, service, access }));
  }

  /** One key for each year in which there was an access. */
  async #keysOf(org: string, subject: string, years: number): Promise<{ keys: Map<string, Buffer>; destroyedYears: number[] }> {
    const keys = new Map<string, Buffer>();
    const destroyedYears: number[] = [];
    const thisYear = new Date().getUTCFullYear();
    for (let year = thisYear; year > thisYear - years; year -= 1) {
      try {
        const found = (await this.keyring.keysForSealing(org, accessClass(year), [subject], [])).get(subject);
        if (found) keys.set(found.keyId, found.key);
      } catch (error) {
        if (!(error instanceof KeyDestroyedError)) throw error;
        destroyedYears.push(year);
      }
    }
    return { keys, destroyedYears };
  }
}
