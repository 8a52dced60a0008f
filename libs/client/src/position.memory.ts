import { joinedTokens } from './position.token.js';

/** Patients of whom the last token is kept. Of others that of the organisation is sent, which is later. */
const patientsKept = 1000;

/**
 * What this client has seen: the position tokens of its writes and reads. Sent along with a read, they make sure that
 * it shows no older state. Of one patient, the one with the higher version of the record is the later.
 */
export class PositionMemory {
  readonly #ofPatients = new Map<string, { streamVersion: number; token: string }>();
  #ofOrganisation: string | undefined;

  note(patientId: string, streamVersion: number, token: string): void {
    this.noteOrganisation(token);
    const name = patientId.toLowerCase();
    const known = this.#ofPatients.get(name);
    if (known && known.streamVersion > streamVersion) return;
    this.#ofPatients.delete(name);
    this.#ofPatients.set(name, { streamVersion, token });
    if (this.#ofPatients.size > patientsKept) this.#ofPatients.delete(this.#ofPatients.keys().next().value!);
  }

  /** Of what belongs to no patient. */
  noteOrganisation(token: string): void {
    this.#ofOrganisation = joinedTokens(this.#ofOrganisation, token);
  }

  of(patientId: string): string | undefined {
    return this.#ofPatients.get(patientId.toLowerCase())?.token ?? this.#ofOrganisation;
  }

  get ofOrganisation(): string | undefined {
    return this.#ofOrganisation;
  }

  /** After the store was restored, or another stands in its place: what was seen is void. */
  forget(): void {
    this.#ofPatients.clear();
    this.#ofOrganisation = undefined;
  }
}
