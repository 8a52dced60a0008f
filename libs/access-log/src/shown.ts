import type { FastifyRequest } from 'fastify';

/** What an answer shows: noted by the handler, and put on record before the answer leaves. */
export interface ShownState {
  /** Whose record. */
  patient?: string | undefined;
  /** Whether the patient is known here. Default false. */
  patientKnown?: boolean;
  /** Position token of the state that is shown. */
  position?: string | undefined;
  /** Version of the patient's stream that is shown. */
  streamVersion?: number | undefined;
  /** What else an auditor needs; never clinical data. */
  detail?: Record<string, unknown> | undefined;
}

/** Where the handler of a request says what its answer shows. */
export class Shown {
  state: ShownState | undefined;
  #each: readonly ShownState[] = [];
  readonly #marks = new Map<string, Record<string, unknown>>();
  #record: ((status: number) => Promise<void>) | undefined;

  note(state: ShownState): void {
    this.state = { ...this.state, ...state };
  }

  /**
   * Something of several patients: what each of them finds among the accesses to the own record, and what is forgotten
   * with their key.
   */
  noteEach(states: readonly ShownState[]): void {
    this.#each = states;
  }

  /** What stands in the detail of every access to that patient, beside what the handler notes. */
  mark(patient: string, detail: Record<string, unknown>): void {
    this.#marks.set(patient, detail);
  }

  /** Patients of whom the answer shows something. */
  get patients(): string[] {
    return [this.state ?? {}, ...this.#each].flatMap(({ patient, patientKnown }) => (patient !== undefined && patientKnown ? patient : []));
  }

  /** @param patient of an access, when the handler has named none */
  markOf(patient: string | undefined): Record<string, unknown> | undefined {
    return patient === undefined ? undefined : this.#marks.get(patient);
  }

  /**
   * Puts on record what was noted, now: before a change is committed. Afterwards only another outcome is recorded.
   * @param status of the answer when the change is made
   * @throws ProblemError 503 `access-not-recorded`: nothing may be changed
   */
  async putOnRecord(status = 200): Promise<void> {
    if (!this.#record) throw new Error('the route declares no @Accesses');
    await this.#record(status);
  }

  /** By the interceptor: how an access of this request is put on record. */
  recordBy(record: (status: number) => Promise<void>): void {
    this.#record = record;
  }

  /** What was noted by {@link noteEach}. */
  get each(): readonly ShownState[] {
    return this.#each;
  }

  get something(): boolean {
    return this.state !== undefined || this.#each.length > 0;
  }
}

const ofRequest = new WeakMap<FastifyRequest, Shown>();

export function shownOf(request: FastifyRequest): Shown {
  let shown = ofRequest.get(request);
  if (!shown) ofRequest.set(request, (shown = new Shown()));
  return shown;
}
