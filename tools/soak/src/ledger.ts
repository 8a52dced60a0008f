import type { Finding, FindingKind } from './findings.js';

/** Where an event was put on record, as its writer was answered. */
export interface Place {
  streamVersion: number;
  /** Absent where the answer does not say it, as in FHIR. */
  position?: number | undefined;
}

export interface AcknowledgedEvent extends Place {
  id: string;
  patient: string;
  type: string;
}

/** An event that is being sent; what had been acknowledged when it was sent for the first time must come before it. */
export interface Sending {
  id: string;
  patient: string;
  type: string;
  afterVersion: number;
  afterPosition: number;
}

/** Positions by shard, as a token has them. */
export type Positions = Readonly<Record<number, number>>;

const keptTokens = 300;

interface KnownPatient {
  /** In the order in which they were acknowledged. */
  acknowledged: AcknowledgedEvent[];
  version: number;
}

/** The answers to writers and readers. Everything else is compared with it. */
export class Ledger {
  readonly findings: Finding[] = [];
  readonly events = new Map<string, AcknowledgedEvent>();
  /** Events that were sent at least once. */
  readonly sent = new Set<string>();
  /** Those of them that are no patient's, such as the releases of the organisation. */
  readonly ofOrganisation = new Set<string>();
  /** Ids for which the writer was answered that nothing was recorded. */
  readonly refused = new Set<string>();
  /** Correlation ids of reads that were answered with a record, or that there is none. */
  readonly reads = new Set<string>();
  readonly #patients = new Map<string, KnownPatient>();
  /** By shard and position. */
  readonly #byPlace = new Map<string, string>();
  /** Highest position that is known, by shard. */
  readonly #highest = new Map<number, number>();
  readonly #given = new Map<number, number>();
  /** Tokens that readers and writers of the organisation have received, the newest last. */
  readonly tokens: { text: string; positions: Positions }[] = [];

  /** @param shardOf shard of a patient */
  constructor(readonly shardOf: (patient: string) => number = () => 0) {}

  get patients(): string[] {
    return [...this.#patients.keys()];
  }

  versionOf(patient: string): number {
    return this.#patients.get(patient)?.version ?? 0;
  }

  /** The version that a reader must at least see when it requests a position. */
  versionAt(patient: string, positions: Positions): number {
    const position = positions[this.shardOf(patient)] ?? 0;
    const seen =
      this.#patients.get(patient)?.acknowledged.filter((event) => event.position !== undefined && event.position <= position) ?? [];
    return Math.max(0, ...seen.map(({ streamVersion }) => streamVersion));
  }

  /** An event of the organisation itself, which others than its writers recorded. */
  recordedOfOrganisation(id: string): void {
    this.sent.add(id);
    this.ofOrganisation.add(id);
  }

  sending(event: { id: string; type: string }, patient: string): Sending {
    this.sent.add(event.id);
    const afterPosition = this.#highest.get(this.shardOf(patient)) ?? 0;
    return { id: event.id, type: event.type, patient, afterVersion: this.versionOf(patient), afterPosition };
  }

  acknowledge(sending: Sending, { streamVersion, position }: Place): void {
    const { id, patient, type } = sending;
    const known = this.events.get(id);
    if (known) {
      if (known.position !== position || known.streamVersion !== streamVersion)
        this.found('duplicate', `event ${id} was acknowledged at position ${known.position}, and then at ${position}`);
      return;
    }
    if (position !== undefined) this.#acknowledgedAt(sending, position);
    if (streamVersion <= sending.afterVersion || (position !== undefined && position <= sending.afterPosition))
      this.found(
        'order break',
        `event ${id} was sent after position ${sending.afterPosition} was known, and got ${position ?? 'an older one'}`,
      );
    if (this.refused.has(id)) this.found('wrong answer', `event ${id} was refused, and then acknowledged`);
    const event = { id, patient, type, streamVersion, position };
    this.events.set(id, event);
    const record = this.#patients.get(patient) ?? { acknowledged: [], version: 0 };
    record.acknowledged.push(event);
    record.version = Math.max(record.version, streamVersion);
    this.#patients.set(patient, record);
  }

  #acknowledgedAt({ id, patient }: Sending, position: number): void {
    const shard = this.shardOf(patient);
    const place = `${shard}/${position}`;
    const other = this.#byPlace.get(place);
    if (other !== undefined) this.found('duplicate', `position ${position} of shard ${shard} was given to the events ${other} and ${id}`);
    this.#byPlace.set(place, id);
    this.#highest.set(shard, Math.max(this.#highest.get(shard) ?? 0, position));
  }

  refuse(id: string): void {
    if (this.events.has(id)) this.found('wrong answer', `event ${id} was acknowledged, and then refused`);
    else this.refused.add(id);
  }

  given(text: string, positions: Positions): void {
    const newer = Object.entries(positions).filter(([shard, position]) => position > (this.#given.get(Number(shard)) ?? 0));
    for (const [shard, position] of newer) this.#given.set(Number(shard), position);
    if (newer.length > 0) this.tokens.push({ text, positions });
    if (this.tokens.length > keptTokens) this.tokens.shift();
  }

  found(kind: FindingKind, text: string): void {
    this.findings.push({ kind, text });
  }
}
