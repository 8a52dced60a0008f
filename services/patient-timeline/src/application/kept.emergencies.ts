import { openAccesses, type AccessToRecord, type SealedAccesses, type ToldByAccesses } from '@everchart/access-log';
import { clinicalClass } from '@everchart/contracts-clinical';
import { tombstoneOf } from '@everchart/destruction';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import type { CareStore, Emergency, Opening } from '../infrastructure/care.store.js';

/** What an access under an emergency says of it. */
export interface EmergencyMark {
  id: string;
  reason: Emergency['reason'];
  until: string;
  /** Of one that was opened while the primary was away: so the list of emergencies is made of it. */
  kept?: { openedAt: string };
}

export function markOf({ id, reason, until, openedAt, kept }: Emergency): EmergencyMark {
  return { id, reason, until: until.toISOString(), ...(kept && { kept: { openedAt: openedAt.toISOString() } }) };
}

function markIn({ detail }: { detail?: object | undefined }): EmergencyMark | undefined {
  return (detail as { breakGlass?: EmergencyMark } | undefined)?.breakGlass;
}

/**
 * Emergencies that are opened while the primary is away. The accesses under one say all of it, and are on the disk of
 * this process before the answers leave: when the store is back the emergency is put on the list, also by the next
 * process. Until then this process alone knows it.
 */
export class KeptEmergencies implements ToldByAccesses {
  readonly #lasting = new Map<string, Emergency>();
  /** Ids of those that are not on the list yet. */
  readonly #pending = new Set<string>();

  constructor(
    private readonly store: CareStore,
    private readonly pool: Pool,
    private readonly keyring: Pick<Keyring, 'keysForOpening'>,
    private readonly clock: () => number = Date.now,
  ) {}

  open(org: string, { patients, minutes, ...opening }: Opening): Map<string, Emergency> {
    const now = this.clock();
    const [openedAt, until] = [new Date(now), new Date(now + minutes * 60_000)];
    for (const [key, emergency] of this.#lasting) if (emergency.until.getTime() <= now) this.#lasting.delete(key);
    return new Map(
      patients.map((each) => {
        const emergency = { ...each, ...opening, openedAt, until, kept: true };
        this.#lasting.set(keyOf(org, opening.actor, each.patientId), emergency);
        this.#pending.add(emergency.id);
        return [each.patientId, emergency];
      }),
    );
  }

  /** Of one person, by patient. */
  lasting(org: string, actor: string, patients: readonly string[]): Map<string, Emergency> {
    const found = patients.flatMap((patient) => this.#lasting.get(keyOf(org, actor, patient)) ?? []);
    return new Map(found.filter(({ until }) => until.getTime() > this.clock()).map((each) => [each.patientId, each]));
  }

  lasts(id: string): boolean {
    return [...this.#lasting.values()].some((each) => each.id === id && each.until.getTime() > this.clock());
  }

  isTold(access: AccessToRecord): boolean {
    const mark = markIn(access);
    return mark !== undefined && this.#pending.has(mark.id);
  }

  /** @throws KeyringUnavailableError */
  async putDown(event: SealedAccesses): Promise<void> {
    const { org } = event.header;
    for (const access of await openAccesses(event, this.keyring)) {
      // Of a record that was destroyed meanwhile nothing is put down.
      const mark = access && markIn(access);
      if (!mark?.kept || access?.patient === undefined) continue;
      if (await tombstoneOf(this.pool, { org, subject: access.patient }, clinicalClass)) continue;
      const { patient: patientId, actor, role } = access;
      const [openedAt, until] = [new Date(mark.kept.openedAt), new Date(mark.until)];
      await this.store.putDown(org, { id: mark.id, patientId, actor, role, reason: mark.reason, openedAt, until });
      this.#pending.delete(mark.id);
    }
  }
}

function keyOf(org: string, actor: string, patient: string): string {
  return JSON.stringify([org, actor, patient]);
}
