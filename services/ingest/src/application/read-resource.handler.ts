import { upcastClinical } from '@everchart/contracts-clinical';
import { organisationClass } from '@everchart/contracts-organisation';
import type { EventStore } from '@everchart/event-store';
import { Identities, readableTypes, resourceOf, type ReadableData, type Resource } from '@everchart/fhir';
import { KeyDestroyedError, type Keyring } from '@everchart/keyring';
import { targetEventOf } from './rule.targets.js';
import { shownEntry, type ShownRecord } from './shown-records.js';

export type ReadResult =
  | { outcome: 'found'; resource: Resource; recordedAt: string; shown: ShownRecord }
  /** Nothing was created here under this id, or no event of it has this version. */
  | { outcome: 'unknown' }
  | { outcome: 'destroyed' };

/**
 * Reads what a create has answered, as it was recorded: a version of a resource never changes. What was corrected or
 * struck since is in later versions of the patient's record.
 */
export class ReadResource {
  readonly #identities = new Identities();

  constructor(
    private readonly store: Pick<EventStore, 'readEvents'>,
    private readonly keyring: Pick<Keyring, 'keysForSealing'>,
  ) {}

  /**
   * @param id a UUID in lower case
   * @param version of the patient's stream
   * @throws what the store and the keyring fail with
   */
  async version(org: string, type: keyof ReadableData, id: string, version: number): Promise<ReadResult> {
    const { first, later } = readableTypes[type];
    const nameOf = (eventType: string): string => this.#identities.eventId(type, id, eventType)!;
    const [names, laterName] = [first.map(nameOf), later === undefined ? undefined : nameOf(later)];
    const named = await this.store.readEvents(org, laterName === undefined ? names : [...names, laterName]);
    const events = named.filter(({ header }) => header.retentionclass !== organisationClass);
    const last = events.find(({ header }) => header.streamversion === version);
    // What the version made is the whole of it, or adds to what was there.
    const added = last?.header.id === laterName ? last : undefined;
    const begin = added ? events.find(({ header }) => names.includes(header.id)) : last;
    if (!begin || !last) return { outcome: 'unknown' };
    const { subject: patientId, retentionclass } = begin.header;
    try {
      const keys = await this.keyring.keysForSealing(org, retentionclass, [patientId], []);
      const key = keys.get(patientId)!;
      const { data, occurredAt } = targetEventOf(begin, key, upcastClinical);
      const state = {
        id,
        patientId,
        occurredAt,
        data: data as unknown as ReadableData[typeof type],
        ...(added ? { later: targetEventOf(added, key, upcastClinical) } : {}),
      };
      return { outcome: 'found', resource: resourceOf(type, state), recordedAt: last.header.time, shown: shownEntry(last) };
    } catch (error) {
      if (error instanceof KeyDestroyedError) return { outcome: 'destroyed' };
      throw error;
    }
  }
}
