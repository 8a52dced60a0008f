import type { AccessToRecord } from './access-log.js';

/** Refusals of one caller that are put on record one by one; and so many per second after that. */
const burst = 100;
const perSecond = 1;
const callersKept = 10_000;
/** Counted refusals are put on record so often, and earlier when there are so many kinds of them. */
const flushEveryMs = 10_000;
const kindsMax = 1000;
const patientsNamedMax = 20;

type Put = (org: string, access: AccessToRecord) => Promise<void>;

interface Counted {
  org: string;
  /** The first of them. */
  access: AccessToRecord;
  count: number;
  patients: Set<string>;
}

/**
 * Refusals cost the caller nothing, and stay on record permanently. Of a caller that does not stop each is counted, and
 * the count is put on record as one access (`detail.repeated`), with the first patients that were named. A process that
 * is killed loses the counts of its last seconds; those that were put on record before say that there were many.
 */
export class RepeatedRefusals {
  /** When a caller has its whole burst again (GCRA), in milliseconds. */
  readonly #freeAt = new Map<string, number>();
  #counted = new Map<string, Counted>();
  #timer: NodeJS.Timeout | undefined;
  #failed = false;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly put: Put,
    private readonly clock = (): number => performance.now(),
  ) {}

  /** @returns false when it was not counted, and is to be put on record like any other access */
  count(org: string, access: AccessToRecord): boolean {
    // While nothing can be put on record, no refusal may be answered on credit.
    if (this.#failed || this.#isSeldom(org, access.actor)) return false;
    const { actor, operation, status, detail } = access;
    const kind = JSON.stringify([org, actor, operation, status, detail?.code]);
    let counted = this.#counted.get(kind);
    if (!counted) this.#counted.set(kind, (counted = { org, access, count: 0, patients: new Set() }));
    counted.count += 1;
    if (access.patient !== undefined && counted.patients.size < patientsNamedMax) counted.patients.add(access.patient);
    if (this.#counted.size >= kindsMax) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs).unref();
    return true;
  }

  /** Puts on record what was counted; what cannot be put on record is kept for the next time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counted = this.#counted;
    this.#counted = new Map();
    const results = await Promise.allSettled([...counted.values()].map((each) => this.put(each.org, accessOf(each))));
    this.#failed = results.some(({ status }) => status === 'rejected');
    [...counted].forEach(([kind, each], index) => {
      if (results[index]!.status === 'fulfilled') return;
      const later = this.#counted.get(kind);
      if (later) {
        each.count += later.count;
        each.patients = new Set([...each.patients, ...later.patients].slice(0, patientsNamedMax));
      }
      this.#counted.set(kind, each);
    });
    if (this.#failed) this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs).unref();
  }

  #isSeldom(org: string, actor: string): boolean {
    const caller = `${org}\n${actor}`;
    const now = this.clock();
    const freeAt = Math.max(this.#freeAt.get(caller) ?? 0, now) + 1000 / perSecond;
    if (freeAt - now > (burst / perSecond) * 1000) return false;
    // Those that were refused last come last.
    this.#freeAt.delete(caller);
    this.#freeAt.set(caller, freeAt);
    if (this.#freeAt.size > callersKept) this.#freeAt.delete(this.#freeAt.keys().next().value!);
    return true;
  }
}

function accessOf({ access: { patient: _, ...access }, count, patients }: Counted): AccessToRecord {
  const named = patients.size === 0 ? {} : { patients: [...patients] };
  return { ...access, patientKnown: false, detail: { ...access.detail, repeated: count, ...named } };
}
