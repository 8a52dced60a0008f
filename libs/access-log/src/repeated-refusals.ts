import type { AccessToRecord } from './access-log.js';

/** Refusals of one caller that are put on record one by one; and so many per second after that. */
const burst = 100;
const perSecond = 1;
const callersKept = 10_000;
/** Counted refusals wait for their record and their answer this long, and less when there are so many kinds of them. */
const gatherMs = 1000;
const kindsMax = 1000;
const patientsNamedMax = 20;

type Put<Recorded> = (org: string, access: AccessToRecord) => Promise<Recorded>;

interface Counted<Recorded> {
  org: string;
  /** The first of them. */
  access: AccessToRecord;
  count: number;
  patients: Set<string>;
  /** Of all of them: they are answered together. */
  recorded: PromiseWithResolvers<Recorded>;
}

/**
 * Refusals cost the caller nothing, and stay on record permanently. Of a caller that does not stop they are counted for
 * a second, and the count is put on record as one access (`detail.repeated`), with the first patients that were named.
 * Each of them is answered after that: no refusal leaves that is not on record, and a caller that does not stop waits.
 */
export class RepeatedRefusals<Recorded> {
  /** When a caller has its whole burst again (GCRA), in milliseconds. */
  readonly #freeAt = new Map<string, number>();
  #counted = new Map<string, Counted<Recorded>>();
  #timer: NodeJS.Timeout | undefined;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly put: Put<Recorded>,
    private readonly clock = (): number => performance.now(),
  ) {}

  /** Resolves when it is on record. @throws what `put` throws: it may not be answered */
  record(org: string, access: AccessToRecord): Promise<Recorded> {
    return this.#isSeldom(org, access.actor) ? this.put(org, access) : this.#count(org, access);
  }

  /** Puts on record what was counted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counted = [...this.#counted.values()];
    this.#counted = new Map();
    await Promise.all(counted.map((each) => this.put(each.org, accessOf(each)).then(each.recorded.resolve, each.recorded.reject)));
  }

  #count(org: string, access: AccessToRecord): Promise<Recorded> {
    const { actor, operation, status, detail } = access;
    const kind = JSON.stringify([org, actor, operation, status, detail?.code]);
    let counted = this.#counted.get(kind);
    if (!counted) {
      counted = { org, access, count: 0, patients: new Set(), recorded: Promise.withResolvers() };
      this.#counted.set(kind, counted);
    }
    counted.count += 1;
    if (access.patient !== undefined && counted.patients.size < patientsNamedMax) counted.patients.add(access.patient);
    if (this.#counted.size >= kindsMax) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), gatherMs);
    return counted.recorded.promise;
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

function accessOf({ access: { patient: _, ...access }, count, patients }: Omit<Counted<unknown>, 'recorded'>): AccessToRecord {
  const named = patients.size === 0 ? {} : { patients: [...patients] };
  return { ...access, patientKnown: false, detail: { ...access.detail, repeated: count, ...named } };
}
