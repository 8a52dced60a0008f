import { withOrganisation, type Pool } from '@everchart/postgres';
import type { ReadModels } from '../consumers/read-model.js';
import type { EntryInForce } from '../domain/doses/course.js';
import { inForce, type EntryRowInForce } from './doses.store.js';
import { organisation } from './record.store.js';

const stayTypes = ['stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled'];
/** Entries of the stays of one patient that are looked at: the newest. */
const entriesMax = 400;

export interface Emergency {
  id: string;
  patientId: string;
  actor: string;
  role: string;
  reason: { code: string; text: string };
  openedAt: Date;
  until: Date;
  /** Opened while the primary was away. */
  kept: boolean;
}

/** Who opens records, and why. */
export interface Opening extends Pick<Emergency, 'actor' | 'role' | 'reason'> {
  minutes: number;
  /** With the id that the emergency of each has. */
  patients: readonly Pick<Emergency, 'id' | 'patientId'>[];
}

/** A judgement of an emergency by a person who reviews it. */
export interface Review {
  by: string;
  at: Date;
  outcome: ReviewOutcome;
  note: string | null;
}

export const reviewOutcomes = ['justified', 'not-justified', 'to-be-clarified'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

export type ReviewedEmergency = Emergency & { reviews: Review[] };

interface StayColumns extends EntryRowInForce {
  patient: string;
}

interface EmergencyColumns {
  id: string;
  patient: string;
  actor: string;
  role: string;
  code: string;
  reason: string;
  opened_at: Date;
  until: Date;
  kept: boolean;
}

/** What decides who may see whom, and what was opened in an emergency; as `timeline_api`. */
export class CareStore {
  readonly #stays: { name: string; text: string };

  constructor(
    private readonly pool: Pool,
    { models }: ReadModels,
  ) {
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    this.#stays = {
      name: 'read-stays-of-patients',
      text: `SELECT k.patient, e.entry, e.corrected_at, e.amendment
        FROM ${organisation} CROSS JOIN unnest($2::uuid[]) AS k (patient)
        JOIN LATERAL (SELECT e.entry, e.corrected_at, amendment.entry AS amendment FROM ${schema}.timeline_entries e
          LEFT JOIN LATERAL (SELECT c.entry FROM ${schema}.timeline_entries c
            WHERE c.org = o.org AND c.patient = k.patient AND c.event_id = e.amended_by LIMIT 1) amendment ON true
          WHERE e.org = o.org AND e.patient = k.patient AND e.struck_by IS NULL AND (NOT e.unreadable OR e.amended_by IS NOT NULL)
            AND e.type IN (${stayTypes.map((type) => `'${type}'`).join(', ')})
          ORDER BY e.occurred_at DESC LIMIT ${entriesMax}) e ON true`,
    };
  }

  /** The entries of the stays of each patient, as they stand; none of one who has no stay. */
  async stays(org: string, patients: readonly string[]): Promise<Map<string, EntryInForce[]>> {
    const { rows } = await this.pool.query<StayColumns>({ ...this.#stays, values: [org, patients] });
    const byPatient = new Map<string, EntryInForce[]>(patients.map((patient) => [patient, []]));
    for (const { patient, ...row } of rows) byPatient.get(patient)!.push(inForce(row));
    return byPatient;
  }

  /** Emergencies of one person that last, by patient. */
  async lasting(org: string, actor: string, patients: readonly string[]): Promise<Map<string, Emergency>> {
    const { rows } = await this.pool.query<EmergencyColumns>({
      name: 'read-lasting-emergencies',
      text: `SELECT e.* FROM ${organisation} CROSS JOIN unnest($3::uuid[]) AS k (patient)
        JOIN LATERAL (SELECT e.* FROM emergencies.openings e
          WHERE e.org = o.org AND e.patient = k.patient AND e.actor = $2 AND e.until > clock_timestamp() ORDER BY e.until DESC LIMIT 1) e ON true`,
      values: [org, actor, patients],
    });
    return new Map(rows.map((row) => [row.patient, emergencyOf(row)]));
  }

  /** Of these emergencies those that last. */
  async stillLasting(org: string, ids: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'read-emergencies-that-last',
      text: `SELECT e.id FROM ${organisation} JOIN LATERAL (SELECT e.id FROM emergencies.openings e
        WHERE e.org = o.org AND e.id = ANY ($2::uuid[]) AND e.until > clock_timestamp()) e ON true`,
      values: [org, ids],
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** Opens what is closed to a person, for some minutes. */
  open(org: string, { actor, role, reason, minutes, patients }: Opening): Promise<Map<string, Emergency>> {
    // prettier-ignore
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<EmergencyColumns>(
        `INSERT INTO emergencies.openings (org, id, patient, actor, role, code, reason, opened_at, until)
         SELECT $1, id, patient, $4, $5, $6, $7, now(), now() + make_interval(mins => $8)
           FROM unnest($2::uuid[], $3::uuid[]) AS k (id, patient) RETURNING *`,
        [org, patients.map(({ id }) => id), patients.map(({ patientId }) => patientId), actor, role, reason.code, reason.text, minutes],
      );
      return new Map(rows.map((row) => [row.patient, emergencyOf(row)]));
    });
  }

  /** One that was opened while the primary was away; once. */
  async putDown(org: string, { id, patientId, actor, role, reason, openedAt, until }: Omit<Emergency, 'kept'>): Promise<void> {
    await withOrganisation(this.pool, org, (tx) =>
      tx.query(
        `INSERT INTO emergencies.openings (org, id, patient, actor, role, code, reason, opened_at, until, kept)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true) ON CONFLICT DO NOTHING`,
        [org, id, patientId, actor, role, reason.code, reason.text, openedAt, until],
      ),
    );
  }

  /** The newest first. @param open those that were not judged yet, but for "to be clarified" */
  list(org: string, { limit, before, open }: { limit: number; before?: string | undefined; open: boolean }): Promise<ReviewedEmergency[]> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<EmergencyColumns & { reviews: (Omit<Review, 'at'> & { at: string })[] | null }>(
        `SELECT e.*, r.reviews FROM emergencies.openings e
         LEFT JOIN LATERAL (SELECT json_agg(json_build_object('by', r.by, 'at', r.at, 'outcome', r.outcome, 'note', r.note) ORDER BY r.at) AS reviews,
             bool_or(r.outcome <> 'to-be-clarified') AS judged FROM emergencies.reviews r WHERE r.org = e.org AND r.opening = e.id) r ON true
          WHERE e.org = $1 AND (NOT $2 OR r.judged IS NOT TRUE) AND ($3::uuid IS NULL OR e.id < $3)
          ORDER BY e.id DESC LIMIT $4`,
        [org, open, before ?? null, limit],
      );
      return rows.map(({ reviews, ...row }) => ({ ...emergencyOf(row), reviews: (reviews ?? []).map((each) => ({ ...each, at: new Date(each.at) })) })); // prettier-ignore
    });
  }

  async find(org: string, id: string): Promise<Emergency | undefined> {
    return withOrganisation(this.pool, org, async (tx) => {
      const { rows } = await tx.query<EmergencyColumns>('SELECT * FROM emergencies.openings WHERE org = $1 AND id = $2', [org, id]);
      return rows[0] && emergencyOf(rows[0]);
    });
  }

  async review(org: string, opening: string, { by, outcome, note }: Omit<Review, 'at'>): Promise<void> {
    await withOrganisation(this.pool, org, (tx) =>
      tx.query('INSERT INTO emergencies.reviews (org, opening, by, outcome, note) VALUES ($1, $2, $3, $4, $5)', [
        org,
        opening,
        by,
        outcome,
        note,
      ]),
    );
  }
}

function emergencyOf({ id, patient, actor, role, code, reason, opened_at: openedAt, until, kept }: EmergencyColumns): Emergency {
  return { id, patientId: patient, actor, role, reason: { code, text: reason }, openedAt, until, kept };
}
