import { textArray, type Queryable, type Transaction } from '@everchart/postgres';
import type { PatientKey, StoredEntry } from './sealed-rows.js';

/** Where an event stands in its source. */
export interface SourcePlace {
  storeId: string;
  shard: number;
  position: number;
}

export interface Destination {
  org: string;
  id: string;
  receivingApplication: string;
  receivingFacility: string;
}

export interface NewDelivery extends SourcePlace {
  epoch: number;
  org: string;
  destination: string;
  eventId: string;
  eventType: string;
  patient: string;
  streamVersion: number;
  messageType: string;
  controlId: string;
  /** Sealed. Null: none could be made, for the reason. */
  message: Buffer | null;
  reason?: string;
  correlationId: string;
  traceparent: string;
}

/** Senders listen to this channel; looking for themselves finds what a lost notification missed. */
export const deliveriesChannel = 'everchart_integration_deliveries';

/** The consumer's statements, in the transaction that also moves its progress. */
export const exportStore = {
  /** Persons, sealed. */
  async persons(tx: Transaction, patients: readonly PatientKey[]): Promise<(PatientKey & { person: Buffer })[]> {
    const { rows } = await tx.query<PatientKey & { person: Buffer }>({
      name: 'integration-persons',
      text: `SELECT p.org, p.patient, p.person FROM unnest($1::text[], $2::uuid[]) AS wanted (org, patient)
             JOIN integration.patients p ON p.org = wanted.org AND p.patient = wanted.patient`,
      values: [patients.map(({ org }) => org), patients.map(({ patient }) => patient)],
    });
    return rows;
  },

  /** The entries of patients that speak of the person, in stream order. */
  async entries(tx: Transaction, patients: readonly PatientKey[]): Promise<(PatientKey & StoredEntry)[]> {
    const { rows } = await tx.query<PatientKey & StoredEntry>({
      name: 'integration-entries',
      text: `SELECT e.org, e.patient, e.entry, e.data FROM unnest($1::text[], $2::uuid[]) AS wanted (org, patient)
             JOIN integration.entries e ON e.org = wanted.org AND e.patient = wanted.patient ORDER BY e.stream_version`,
      values: [patients.map(({ org }) => org), patients.map(({ patient }) => patient)],
    });
    return rows;
  },

  async savePersons(
    tx: Transaction,
    persons: readonly (PatientKey & SourcePlace & { person: Buffer })[],
    entries: readonly (PatientKey & StoredEntry)[],
  ): Promise<void> {
    if (persons.length + entries.length === 0) return;
    await tx.query({
      name: 'integration-save-persons',
      text: `WITH added AS (
               INSERT INTO integration.entries (org, patient, stream_version, entry, data)
               SELECT * FROM unnest($7::text[], $8::uuid[], $9::int[], $10::jsonb[], $11::bytea[])
               ON CONFLICT (org, patient, stream_version) DO UPDATE SET entry = excluded.entry, data = excluded.data)
             INSERT INTO integration.patients (org, patient, person, store_id, shard, position)
             SELECT * FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::uuid[], $5::int[], $6::bigint[])
             ON CONFLICT (org, patient) DO UPDATE SET person = excluded.person,
               store_id = excluded.store_id, shard = excluded.shard, position = excluded.position`,
      values: [
        persons.map(({ org }) => org),
        persons.map(({ patient }) => patient),
        persons.map(({ person }) => person),
        persons.map(({ storeId }) => storeId),
        persons.map(({ shard }) => shard),
        persons.map(({ position }) => position),
        entries.map(({ org }) => org),
        entries.map(({ patient }) => patient),
        entries.map(({ entry }) => entry.streamVersion),
        entries.map(({ entry }) => JSON.stringify(entry)),
        entries.map(({ data }) => data),
      ],
    });
  },

  async destinations(database: Queryable, orgs: readonly string[]): Promise<Destination[]> {
    const { rows } = await database.query<Destination>({
      name: 'integration-destinations',
      text: `SELECT org, id, receiving_application AS "receivingApplication", receiving_facility AS "receivingFacility"
             FROM integration.destinations WHERE org = ANY ($1::text[]) AND removed_at IS NULL ORDER BY org, id`,
      values: [orgs],
    });
    return rows;
  },

  /** In the order given: the sequence follows it. */
  async queue(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await tx.query({
      name: 'integration-queue',
      text: `WITH connected AS MATERIALIZED (
               -- A destination that was removed meanwhile gets nothing; its removal waits for what is queued here.
               SELECT org, id FROM integration.destinations
               WHERE (org, id) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND removed_at IS NULL ORDER BY org, id FOR SHARE
             ), queued AS (
               INSERT INTO integration.deliveries AS known
                 (org, destination, event_id, event_type, patient, stream_version, message_type, control_id, message, correlation_id, traceparent, store_id, epoch, shard, position, state, reason)
               SELECT d.org, destination, event_id, event_type, patient, stream_version, message_type, control_id, message, correlation_id, traceparent,
                 store_id, epoch, shard, position, CASE WHEN message IS NULL THEN 'unmade' ELSE 'queued' END, reason
               FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::bytea[], $10::text[], $11::text[],
                 $12::uuid[], $13::int[], $14::int[], $15::bigint[], $16::text[])
                 WITH ORDINALITY AS d (org, destination, event_id, event_type, patient, stream_version, message_type, control_id, message, correlation_id, traceparent,
                   store_id, epoch, shard, position, reason, number)
               JOIN connected ON connected.org = d.org AND connected.id = d.destination
               ORDER BY number
               -- Queued before, when the consumer's progress was set back: nothing happens. Two events under one control id: not-null raises.
               -- One that could not be made may be made now.
               ON CONFLICT (org, destination, control_id) DO UPDATE SET control_id = CASE WHEN known.event_id = excluded.event_id THEN known.control_id END,
                 message = excluded.message, message_type = excluded.message_type, state = excluded.state,
                 reason = excluded.reason, due_at = now()
                 WHERE known.event_id <> excluded.event_id OR known.state = 'unmade'
               RETURNING org, destination, patient, sequence, state)
             INSERT INTO integration.lanes AS l (org, destination, patient, head)
             SELECT org, destination, patient, min(sequence) FROM queued WHERE state = 'queued' GROUP BY org, destination, patient ORDER BY org, destination, patient
             -- Changes nothing, but locks: a sender that settles the lane's last message waits, and then sees these.
             ON CONFLICT (org, destination, patient) DO UPDATE SET head = l.head`,
      values: [
        textArray(deliveries.map(({ org }) => org)),
        textArray(deliveries.map(({ destination }) => destination)),
        deliveries.map(({ eventId }) => eventId),
        textArray(deliveries.map(({ eventType }) => eventType)),
        deliveries.map(({ patient }) => patient),
        deliveries.map(({ streamVersion }) => streamVersion),
        textArray(deliveries.map(({ messageType }) => messageType)),
        textArray(deliveries.map(({ controlId }) => controlId)),
        deliveries.map(({ message }) => message),
        textArray(deliveries.map(({ correlationId }) => correlationId)),
        textArray(deliveries.map(({ traceparent }) => traceparent)),
        deliveries.map(({ storeId }) => storeId),
        deliveries.map(({ epoch }) => epoch),
        deliveries.map(({ shard }) => shard),
        deliveries.map(({ position }) => position),
        textArray(deliveries.map(({ reason }) => reason ?? null)),
      ],
    });
    await tx.query(`SELECT pg_notify('${deliveriesChannel}', '')`);
  },

  /** Patients of whom a fact, or a message, comes of an event at or behind a position. */
  async patientsSince(tx: Transaction, org: string, { storeId, shard, position }: SourcePlace): Promise<string[]> {
    const { rows } = await tx.query<{ patient: string }>(
      `SELECT patient FROM integration.patients WHERE org = $1 AND store_id = $2 AND shard = $3 AND position >= $4
       UNION SELECT patient FROM integration.deliveries WHERE org = $1 AND store_id = $2 AND shard = $3 AND position >= $4`,
      [org, storeId, shard, position],
    );
    return rows.map(({ patient }) => patient);
  },
};

export function patientName({ org, patient }: PatientKey): string {
  return `${org}/${patient}`;
}
