import { referencesOf } from '@everchart/contracts-clinical';
import { readUuid } from '@everchart/primitives';
import { beginsRecord, type RecordCommand } from '../domain/record.command.js';

/**
 * Events of a batch of all or none that were refused, and those that build on them: their fault is that of the others,
 * and is not reported again.
 */
export class AbsentEvents {
  readonly #ids = new Set<string>();
  readonly #patients = new Set<string>();

  /** For another look at the same batch. */
  copy(): AbsentEvents {
    const copy = new AbsentEvents();
    for (const id of this.#ids) copy.#ids.add(id);
    for (const patient of this.#patients) copy.#patients.add(patient);
    return copy;
  }

  add(command: RecordCommand): void {
    this.#add(command.id, beginsRecord(command) ? command.patientId : undefined);
  }

  /** One that could not be read. */
  addUnread(body: unknown): void {
    const { id, type, patientId } = Object(body) as Record<string, unknown>;
    this.#add(readUuid(id), beginsRecord({ type }) ? readUuid(patientId) : undefined);
  }

  /** Whether it needs an event that is absent; it is then absent itself. */
  excludes(command: RecordCommand): boolean {
    if (this.#ids.size === 0 && this.#patients.size === 0) return false;
    const excluded = this.#patients.has(command.patientId) || referencesOf(command.type, command.data).some(({ id }) => this.#ids.has(id));
    if (excluded) this.add(command);
    return excluded;
  }

  #add(id: string | undefined, patient: string | undefined): void {
    if (id !== undefined) this.#ids.add(id);
    if (patient !== undefined) this.#patients.add(patient);
  }
}
