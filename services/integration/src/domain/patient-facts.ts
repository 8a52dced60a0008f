import type { ClinicalEventData } from '@everchart/contracts-clinical';

export type Identity = ClinicalEventData['patient.registered'];

export interface Stay extends Omit<ClinicalEventData['stay.admitted'], 'stayId'> {
  stayId: string;
  /** When it began and ended, as stated. */
  admittedAt: string;
  dischargedAt?: string;
}

/** What is known about a patient at one point of the stream. */
export interface PatientFacts {
  identity?: Identity;
  stays: ReadonlyMap<string, Stay>;
  /** The open stay that began last. */
  currentStayId?: string;
}

/** A clinical event, opened. */
export interface ClinicalEvent {
  id: string;
  org: string;
  /** The patient. */
  subject: string;
  type: string;
  /** As stated, RFC 3339 with zone. */
  occurredAt: string;
  recordedAt: string;
  facility?: string;
  actor: string;
  data: unknown;
}

type Evolve<T extends keyof ClinicalEventData> = (facts: PatientFacts, data: ClinicalEventData[T], event: ClinicalEvent) => PatientFacts;

const registered: Evolve<'patient.registered'> = (facts, data) => ({ ...facts, identity: data });

/** A field that is present replaces the whole field. */
const amended: Evolve<'patient.details-amended'> = (facts, { changeLog: _why, ...data }) =>
  facts.identity ? { ...facts, identity: { ...facts.identity, ...data } } : facts;

const admitted: Evolve<'stay.admitted'> = (facts, data, { occurredAt }) => {
  const stay: Stay = { ...data, stayId: data.stayId.toLowerCase(), admittedAt: occurredAt };
  const stays = new Map(facts.stays).set(stay.stayId, stay);
  const current = facts.currentStayId === undefined ? undefined : stays.get(facts.currentStayId);
  const later = current === undefined || Date.parse(stay.admittedAt) >= Date.parse(current.admittedAt);
  return later ? { ...facts, stays, currentStayId: stay.stayId } : { ...facts, stays };
};

const discharged: Evolve<'stay.discharged'> = (facts, data, { occurredAt }) => {
  const stayId = data.stayId.toLowerCase();
  const stay = facts.stays.get(stayId);
  const stays = stay ? new Map(facts.stays).set(stayId, { ...stay, dischargedAt: occurredAt }) : facts.stays;
  const { currentStayId, ...rest } = facts;
  return { ...rest, stays, ...(currentStayId === undefined || currentStayId === stayId ? {} : { currentStayId }) };
};

const steps: { readonly [T in keyof ClinicalEventData]?: Evolve<T> } = {
  'patient.registered': registered,
  'patient.details-amended': amended,
  'stay.admitted': admitted,
  'stay.discharged': discharged,
};

/** Types that change the facts. */
export const factTypes: ReadonlySet<string> = new Set(Object.keys(steps));

export function evolve(facts: PatientFacts, event: ClinicalEvent): PatientFacts {
  const step = steps[event.type as keyof ClinicalEventData] as Evolve<never> | undefined;
  return step ? step(facts, event.data as never, event) : facts;
}

/** The stay that an event belongs to: the one it names, else the current one. */
export function stayOf(facts: PatientFacts, data: { stayId?: string }): Stay | undefined {
  const stayId = data.stayId?.toLowerCase() ?? facts.currentStayId;
  return stayId === undefined ? undefined : facts.stays.get(stayId);
}
