import type { EventHeader } from '@everchart/envelope';
import type { MigrationSet, Transaction } from '@everchart/postgres';
import type { ShardPosition } from '@everchart/stream';
import type { PatientEvent } from '@everchart/clinical-facts';
import type { PatientKey } from '../domain/patient-key.js';

/** An event that was opened, brought to the newest version of its schema, and found storable. */
export interface OpenedEvent {
  header: EventHeader;
  event: PatientEvent;
  /** The event's data as JSON text. */
  data: string;
}

/** The run of the events of one patient, or of an organisation itself, in a batch, in stream order. */
export interface PatientRun extends PatientKey {
  opened: readonly OpenedEvent[];
}

/**
 * What is made of the events for one purpose, in tables of its own. It follows from the events alone, so that a rebuild
 * gives the same rows: no clock, no random, nothing of other read models. The runner applies a batch in one
 * transaction: load, fold, save.
 *
 * A change of what it holds is a new version, built beside the old one in a schema of its own.
 */
export interface ReadModel<Loaded = unknown, Changes = unknown> {
  readonly name: string;
  readonly version: number;
  /** Whose streams it is made of. */
  readonly of: 'patients' | 'organisation';
  /**
   * Makes its schema: its tables, and a table `built` which has a row once the read model has reached the end of the
   * stream.
   */
  readonly migrations: MigrationSet;
  /** The tables of its schema in addition to `built`. */
  readonly tables: readonly string[];
  /** Indexes that {@link load} and {@link save} do not need: a rebuild makes them at its end. */
  readonly indexesOfReads?: readonly string[];
  /** The one of them with a row for each stream, and the place of its last event. */
  readonly heads: string;
  /** Reads what the runs concern. @throws EntryError for an event that cannot be applied */
  load(tx: Transaction, schema: string, runs: readonly PatientRun[]): Promise<Loaded>;
  /** What the runs make of it: pure. @throws EntryError for an event that cannot be applied */
  fold(runs: readonly PatientRun[], loaded: Loaded): Changes;
  /** @param filling the version is being built: no policies stand on its tables, so many rows may be copied in */
  save(tx: Transaction, schema: string, changes: Changes, filling?: boolean): Promise<void>;
  /** Patients of whom an event at or behind a position was applied: a store that was restored may say otherwise. */
  appliedFrom(tx: Transaction, schema: string, from: ShardPosition): Promise<string[]>;
}

/** Read models, each with the schema of its tables. */
export interface ReadModels {
  readonly models: readonly { model: ReadModel; schema: string }[];
}

/**
 * Read models that one consumer builds: an event is opened once for all of them, and applied to all in one transaction,
 * under one progress.
 */
export interface Projection extends ReadModels {
  /** Name of the consumer: its group on the stream, and the key of its progress. */
  readonly consumer: string;
  /** A rebuild fills it: no read is answered from it. */
  readonly filling?: boolean;
}

/** As the migrations of a read model name its schema; those of other versions differ in the number. */
export function schemaOf({ name, version }: Pick<ReadModel, 'name' | 'version'>): string {
  return `${name}_v${version}`;
}
