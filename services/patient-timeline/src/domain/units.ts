import type { CodeableConcept, ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import { placeKinds, type Place, type PlaceKind } from '@everchart/contracts-organisation';
import type { PatientDoses } from './doses/doses.js';
import type { DueObservation, OpenInstruction } from './observations-due.js';
import { shownPlaces, type PlacesByKind } from './places.js';

/** Who is in a unit, and where. */
export interface Residence {
  patientId: string;
  stayId: string;
  /** As it is stated. */
  location: { facility?: string; unit?: string; room?: string; bed?: string };
  /** What the directory knows of it. */
  places: PlacesByKind;
}

type Flag = Pick<ClinicalEventData['flag.raised'], 'colour' | 'reason'> & {
  flagId: string;
  entryId: string;
  occurredAt: string;
  recordedAt: string;
  acknowledged?: { by: string; occurredAt: string };
};

interface Seen {
  code?: CodeableConcept;
  occurredAt: string;
  entryId: string;
}

/** What the summary of a resident says that a unit needs. */
export interface Resident {
  name: unknown;
  birthDate: unknown;
  deceased: unknown;
  photo: unknown;
  currentStay: { stayId: string; class: string; location?: unknown } | null;
  flags: readonly Flag[];
  allergies: readonly { substance: CodeableConcept; criticality?: string }[];
  plan: readonly OpenInstruction[];
  vitalSigns: readonly Seen[];
  observations: readonly Seen[];
}

/** Of a summary. */
export function residentOf(summary: Record<string, unknown>): Resident {
  const { name, birthDate } = (summary['identity'] ?? {}) as { name?: unknown; birthDate?: unknown };
  const { deceased, photo, currentStay, flags, allergies, plan, vitalSigns, observations } = summary as unknown as Resident;
  return { name, birthDate, deceased, photo, currentStay, flags, allergies, plan, vitalSigns, observations };
}

const roomOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * In the order of rooms and beds: first those that the directory knows, as it has them, then those of which the stays
 * state a text, in natural order, then those of which they state nothing.
 * @param order of the places of the directory
 */
export function byRoom(order: ReadonlyMap<Place, number>): (a: Residence, b: Residence) => number {
  const part = (kind: PlaceKind, a: Residence, b: Residence): number => {
    const [one, other] = [a.places[kind], b.places[kind]];
    if (one && other) return order.get(one)! - order.get(other)!;
    if (one || other) return one ? -1 : 1;
    return roomOrder.compare(a.location[kind] ?? '\uffff', b.location[kind] ?? '\uffff');
  };
  return (a, b) => {
    for (const kind of placeKinds) {
      const found = part(kind, a, b);
      if (found !== 0) return found;
    }
    return a.patientId < b.patientId ? -1 : 1;
  };
}

/** Who it is, where, and whether they are there: the beginning of each line of a unit. */
export function whoOf(resident: Resident, residence: Residence): Record<string, unknown> {
  const { name, birthDate, deceased, photo, currentStay } = resident;
  const isElsewhere = currentStay !== null && currentStay.stayId !== residence.stayId;
  return {
    patientId: residence.patientId,
    name: name ?? null,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(photo === null ? {} : { photo }),
    location: residence.location,
    ...(Object.keys(residence.places).length === 0 ? {} : { places: shownPlaces(residence.places) }),
    ...(deceased === null ? {} : { deceased: true }),
    ...(isElsewhere
      ? { elsewhere: { class: currentStay.class, ...(currentStay.location ? { location: currentStay.location } : {}) } }
      : {}),
  };
}

/**
 * What of a line of the board follows from the record and the clock.
 * @param doses undefined: there are too many entries to say it, as there may be too many due times
 */
export function boardLine(resident: Resident, residence: Residence, doses: PatientDoses | undefined): Record<string, unknown> {
  const { flags, vitalSigns, observations } = resident;
  // The summary has the most severe first.
  const [worst] = flags;
  const checks = [...vitalSigns, ...observations].sort((a, b) => instantMs(b.occurredAt) - instantMs(a.occurredAt));
  return {
    ...whoOf(resident, residence),
    flag: worst ? flagLine(worst) : null,
    flags: flags.length,
    unacknowledged: flags.filter(({ acknowledged }) => acknowledged === undefined).length,
    doses: doses && !hasMore(doses) ? { due: doses.counts.due, overdue: doses.counts.overdue, ...nextDue(doses) } : null,
    lastCheck: checks[0] ? { code: checks[0].code, occurredAt: checks[0].occurredAt, entryId: checks[0].entryId } : null,
  };
}

/** For how long it waits for an acknowledgement, the reader counts up from `unacknowledgedSince`. */
function flagLine({ flagId, colour, reason, entryId, occurredAt, recordedAt, acknowledged }: Flag): Record<string, unknown> {
  const standing = acknowledged ? { acknowledged } : { unacknowledgedSince: occurredAt };
  return { flagId, colour, reason, entryId, occurredAt, recordedAt, ...standing };
}

function hasMore({ prescriptions }: PatientDoses): boolean {
  return prescriptions.some(({ more }) => more);
}

function nextDue({ prescriptions }: PatientDoses): { nextDueAt?: string } {
  const planned = prescriptions.flatMap(({ dueTimes }) => dueTimes.filter(({ status }) => status === 'planned').map(({ dueAt }) => dueAt));
  const [first] = planned.sort((a, b) => instantMs(a) - instantMs(b));
  return first === undefined ? {} : { nextDueAt: first };
}

/** An entry as the timeline shows it. */
export interface ShownEntry {
  id: string;
  type: string;
  occurredAt: string;
  recordedAt: string;
  actor: string;
  actorRole: string;
  data: unknown;
}

/**
 * What each resident needs in a round, and what was done already, by whom.
 * @param due undefined: there are too many entries to say it
 */
export function roundLine(
  resident: Resident,
  residence: Residence,
  doses: PatientDoses | undefined,
  done: { entries: readonly ShownEntry[]; more: number } = { entries: [], more: 0 },
  due: readonly DueObservation[] | undefined = undefined,
): Record<string, unknown> {
  const { allergies, plan, vitalSigns } = resident;
  const listed = doses && !hasMore(doses) ? doses : undefined;
  const medication = listed?.prescriptions
    .filter(({ dueTimes, asNeeded, plan: kind, state }) => dueTimes.length > 0 || (state === 'active' && (asNeeded !== undefined || kind === 'in-words')))
    .map(({ prescriptionId, medication: of, route, plan: kind, timeZone, timeZoneFrom, dueTimes, asNeeded, dose, doseText }) => ({
      prescriptionId, medication: of, route, plan: kind, timeZone, timeZoneFrom, dueTimes, asNeeded,
      ...(dueTimes.length === 0 ? { dose, doseText } : {}),
    })); // prettier-ignore
  return {
    ...whoOf(resident, residence),
    allergies: allergies.map(({ substance, criticality }) => ({ substance, criticality })),
    medication: medication ?? null,
    counts: listed?.counts ?? null,
    observations: { last: vitalSigns, plan, due: due ?? null, done: done.entries.map(doneLine), more: done.more },
  };
}

function doneLine({ id, type, occurredAt, actor, actorRole, data }: ShownEntry): Record<string, unknown> {
  return { entryId: id, type, occurredAt, by: actor, role: actorRole, data };
}

/** From the most important; what is not named comes last. */
const importance: readonly (readonly string[])[] = [
  ['patient.deceased', 'patient.merged'],
  ['flag.raised', 'flag.changed', 'incident.reported'],
  ['allergy.recorded', 'allergy.refuted', 'stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled'],
  ['medication.prescribed', 'medication.changed', 'medication.stopped', 'medication.not-given'],
  ['entry.struck', 'entry.amended', 'flag.acknowledged', 'flag.cleared', 'incident.reviewed'],
  ['problem.recorded', 'problem.resolved', 'plan.instruction-given', 'plan.instruction-revised', 'plan.instruction-ended', 'consent.granted', 'consent.withdrawn', 'preference.stated', 'preference.withdrawn'],
  ['note.written', 'document.attached'],
]; // prettier-ignore

const ranks: ReadonlyMap<string, number> = new Map(importance.flatMap((types, rank) => types.map((type) => [type, rank] as const)));
const least = importance.length;

/**
 * How important it is that the next shift knows of an entry: the smaller the more. A red flag comes before all others.
 */
export function importanceOf({ type, data }: Pick<ShownEntry, 'type' | 'data'>): number {
  const { colour, kind } = (data ?? {}) as { colour?: string; kind?: string };
  if (type === 'note.written' && kind === 'handover') return 1.5;
  const rank = ranks.get(type) ?? least;
  return rank === 1 && colour === 'red' ? 0.5 : rank;
}

/** What changed for one resident, important first, then the newest. */
export function changesOf(entries: readonly ShownEntry[]): ShownEntry[] {
  return entries.toSorted(
    (a, b) => importanceOf(a) - importanceOf(b) || instantMs(b.occurredAt) - instantMs(a.occurredAt) || (a.id < b.id ? -1 : 1),
  );
}
