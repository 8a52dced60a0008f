import type { EventStore, StoredEvent } from '@everchart/event-store';
import type { DataKey } from '@everchart/keyring';
import { openEvent, type Upcast } from '@everchart/sealed-events';
import { targetOf, type RuleEvent, type TargetEvent } from '../domain/rules/index.js';

/** The key that opens a patient's events of a class; undefined when there is none any more. */
export type KeyOf = (patientId: string, retentionClass: string) => Promise<DataKey | undefined>;

/** A recorded event as the rules see it: opened, at the newest version of its schema. */
export function targetEventOf({ header, payload }: StoredEvent, key: DataKey, upcast: Upcast): TargetEvent {
  const { type, version, recorded, data } = openEvent({ header, payload }, key.key, upcast);
  return {
    patientId: header.subject,
    id: header.id,
    type,
    occurredAt: header.occurredat,
    data: data as Record<string, unknown>,
    recorded: {
      schemaVersion: version,
      data: recorded as Record<string, unknown>,
      ...(header.facility === undefined ? {} : { facility: header.facility }),
    },
  };
}

/** Loads what events strike or amend: from the record, or from what is recorded together with them. */
export class TargetLoader {
  readonly #store: Pick<EventStore, 'readEvents'>;
  readonly #org: string;
  readonly #keyOf: KeyOf;
  readonly #upcast: Upcast;
  readonly #recorded = new Map<string, TargetEvent | undefined>();
  readonly #offered = new Map<string, () => TargetEvent>();
  /** Offered since the last look: nearly no event names another, and a map of them all would be made for nothing. */
  readonly #newlyOffered: { id: string; event: () => TargetEvent }[] = [];
  readonly #taken = new Map<string, TargetEvent>();

  constructor(store: Pick<EventStore, 'readEvents'>, org: string, keyOf: KeyOf, upcast: Upcast) {
    this.#store = store;
    this.#org = org;
    this.#keyOf = keyOf;
    this.#upcast = upcast;
  }

  /**
   * An event that is not recorded yet, for those after it in the same request. Of several with one id the first is
   * recorded, if any.
   */
  offer(id: string, event: () => TargetEvent): void {
    this.#newlyOffered.push({ id, event });
  }

  /** @returns undefined when the chain cannot be followed: an entry is not there, or is another patient's */
  async chainOf(event: RuleEvent): Promise<readonly TargetEvent[] | undefined> {
    const chain: TargetEvent[] = [];
    for (let next = targetOf(event); next !== undefined; next = targetOf(chain.at(-1)!)) {
      const target = await this.#find(next);
      // What is recorded refers to what was before it. What is offered may go round in a ring.
      if (target?.patientId !== event.patientId || chain.includes(target)) return undefined;
      chain.push(target);
    }
    return chain;
  }

  async #find(id: string): Promise<TargetEvent | undefined> {
    if (!this.#recorded.has(id)) {
      const [stored] = await this.#store.readEvents(this.#org, [id]);
      const key = stored && (await this.#keyOf(stored.header.subject, stored.header.retentionclass));
      this.#recorded.set(id, stored && key && targetEventOf(stored, key, this.#upcast));
    }
    // What is recorded under an id counts, not what was sent with it later.
    return this.#recorded.get(id) ?? this.#takenOf(id);
  }

  #takenOf(id: string): TargetEvent | undefined {
    for (const offer of this.#newlyOffered.splice(0)) if (!this.#offered.has(offer.id)) this.#offered.set(offer.id, offer.event);
    let taken = this.#taken.get(id);
    if (!taken) {
      taken = this.#offered.get(id)?.();
      if (taken) this.#taken.set(id, taken);
    }
    return taken;
  }
}
