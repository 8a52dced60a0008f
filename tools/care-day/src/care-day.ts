import type { DirectoryEvent } from '@everchart/client';
import type { ClinicalEventData, ClinicalEventType } from '@everchart/contracts-clinical';
import { v7 as uuidv7 } from 'uuid';
import { homeTimeZone, observationRoom, type CareHome, type Medicine, type PrescribedMedicine, type Resident } from './care-home.js';
import { openingsOf, reasonNotGiven } from './directory.js';
import { SeededRandom } from './seeded-random.js';

/** What a care app posts to `POST /v1/orgs/{org}/patients/{patientId}/events`. */
export interface CareEntry<T extends ClinicalEventType = ClinicalEventType> {
  patientId: string;
  by: 'carer' | 'nurse';
  body: { id: string; type: T; occurredAt: string; data: ClinicalEventData[T] };
}

export interface CareDay {
  home: CareHome;
  /** What the administrator states of the home before anyone moves in: the same on every day. */
  directory: DirectoryEvent[];
  /** Registrations, admissions, prescriptions and instructions: the same on every day. */
  opening: CareEntry[];
  /** The day in half-hour rounds, entries in order of `occurredAt` per resident. */
  rounds: { at: Date; entries: CareEntry[] }[];
  /** The resident whose fall is part of the day. */
  story: { patientId: string; name: string };
}

const halfHourMs = 30 * 60_000;
const loinc = (code: string, display: string) => ({ text: display, coding: [{ system: 'http://loinc.org', code, display }] });
const snomed = (code: string, display: string) => ({ text: display, coding: [{ system: 'http://snomed.info/sct', code, display }] });
const ucum = (value: number, unit: string, code: string) => ({ value, unit, code });

const oral = snomed('26643006', 'Oral route');
const positionChanged = { text: 'Position in bed changed' };

/**
 * The 24 hours that end at `until`, so that nothing lies in the future.
 * @param seed the same home, seed and `until` give the same entries with the same ids. Doses are the same in every day
 * that holds their due time: a dose is given once, so a second day that begins within the first finds them recorded
 */
export function planCareDay(home: CareHome, options: { seed: string; until: Date }): CareDay {
  const start = new Date(Math.floor(options.until.getTime() / halfHourMs) * halfHourMs - 48 * halfHourMs);
  const planner = new DayPlanner(home, options.seed, new SeededRandom(`day ${options.seed} ${start.toISOString()}`));
  const rounds = Array.from({ length: 48 }, (_, index) => {
    const at = new Date(start.getTime() + index * halfHourMs);
    return { at, entries: planner.round(at, index) };
  });
  const story = home.residents[0]!;
  return {
    home,
    directory: openingsOf(home),
    opening: home.residents.flatMap((resident) => openingEntries(resident)),
    rounds,
    story: { patientId: story.patientId, name: `${story.registration.name.given.join(' ')} ${story.registration.name.family}` },
  };
}

function openingEntries(resident: Resident): CareEntry[] {
  const random = new SeededRandom(`opening ${resident.patientId}`);
  const at = resident.admittedAt;
  const entry = <T extends ClinicalEventType>(minutes: number, type: T, data: ClinicalEventData[T], id?: string): CareEntry => {
    const occurredAt = new Date(at.getTime() + minutes * 60_000);
    const body = {
      id: id ?? uuidv7({ msecs: occurredAt.getTime(), random: random.bytes(16) }),
      type,
      occurredAt: occurredAt.toISOString(),
      data,
    };
    return { patientId: resident.patientId, by: 'nurse', body };
  };
  const { stayId, medicines, turningInstructionId } = resident;
  return [
    entry(0, 'patient.registered', resident.registration),
    entry(5, 'stay.admitted', resident.admission),
    ...medicines.map((medicine, index) => entry(20 + index, 'medication.prescribed', { ...prescriptionOf(medicine), stayId }, medicine.prescriptionId)),
    ...(turningInstructionId === undefined
      ? []
      : [entry(40, 'plan.instruction-given', { title: 'Change of position every four hours', status: 'active', stayId }, turningInstructionId)]),
  ]; // prettier-ignore
}

function prescriptionOf(medicine: Medicine): ClinicalEventData['medication.prescribed'] {
  const times = medicine.hours.map((hour) => `${String(hour).padStart(2, '0')}:00`);
  return { ...doseOf(medicine), schedule: { times, timeZone: homeTimeZone }, prescriber: 'Dr. Marlow' };
}

function doseOf({ snomed: code, display, dose, unit }: Medicine) {
  return { medication: snomed(code, display), dose: ucum(dose, unit, unit), route: oral };
}

class DayPlanner {
  /** Ids of the entries that later ones speak of, by what they are. */
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly home: CareHome,
    private readonly seed: string,
    private readonly random: SeededRandom,
  ) {}

  round(at: Date, index: number): CareEntry[] {
    return this.home.residents.flatMap((resident, number) => {
      const entries = [
        ...this.medication(resident, at),
        ...this.vitalSigns(resident, at),
        ...this.notes(resident, at),
        ...this.turning(resident, at),
        ...(this.stories[number]?.(resident, at, index) ?? []),
      ];
      if (index === 4 && number % 5 === 2) entries.push(this.preference(resident, at));
      return entries.sort((a, b) => a.body.occurredAt.localeCompare(b.body.occurredAt));
    });
  }

  /** What happens to single residents, by their number. */
  private readonly stories: readonly ((resident: Resident, at: Date, index: number) => CareEntry[])[] = [
    (...round) => this.fall(...round),
    (...round) => this.mistakenWeight(...round),
    (...round) => this.thirst(...round),
    (...round) => this.move(...round),
    (...round) => this.mistypedPulse(...round),
  ];

  private entry<T extends ClinicalEventType>(
    resident: Resident,
    at: Date,
    type: T,
    data: ClinicalEventData[T],
    by: 'carer' | 'nurse' = 'carer',
  ): CareEntry<T> {
    const occurredAt = new Date(at.getTime() + this.random.integer(0, halfHourMs - 1000));
    return this.exactEntry(resident, occurredAt, type, data, by);
  }

  private exactEntry<T extends ClinicalEventType>(
    resident: Resident,
    occurredAt: Date,
    type: T,
    data: ClinicalEventData[T],
    by: 'carer' | 'nurse',
  ): CareEntry<T> {
    const id = uuidv7({ msecs: occurredAt.getTime(), random: this.random.bytes(16) });
    return { patientId: resident.patientId, by, body: { id, type, occurredAt: occurredAt.toISOString(), data } };
  }

  private medication(resident: Resident, at: Date): CareEntry[] {
    const onTheHour = at.getUTCMinutes() === 0;
    const dueAt = onTheHour ? at : new Date(at.getTime() - halfHourMs);
    return resident.medicines
      .filter((medicine) => medicine.hours.includes(dueAt.getUTCHours()))
      .flatMap((medicine) => (onTheHour ? [this.dose(resident, medicine, dueAt)] : this.secondAttempt(resident, medicine, dueAt)));
  }

  /** Most are taken, some refused; all of it follows from who, what and when it is due. */
  private dose(resident: Resident, medicine: PrescribedMedicine, dueAt: Date): CareEntry {
    const random = this.ofDose(resident, medicine, dueAt);
    return isRefused(random) ? this.refusedDose(resident, medicine, dueAt, random) : this.givenDose(resident, medicine, dueAt, random);
  }

  /** Refused at eight and taken at half past is one story. */
  private secondAttempt(resident: Resident, medicine: PrescribedMedicine, dueAt: Date): CareEntry[] {
    const random = this.ofDose(resident, medicine, dueAt);
    if (!isRefused(random) || !random.chance(0.5)) return [];
    return [this.givenDose(resident, medicine, dueAt, new SeededRandom(`second ${random.next()}`), halfHourMs)];
  }

  private ofDose(resident: Resident, medicine: PrescribedMedicine, dueAt: Date): SeededRandom {
    return new SeededRandom(`dose ${this.seed} ${resident.patientId} ${medicine.snomed} ${dueAt.toISOString()}`);
  }

  private givenDose(resident: Resident, medicine: PrescribedMedicine, dueAt: Date, random: SeededRandom, laterMs = 0): CareEntry {
    const { stayId } = resident;
    const occurredAt = new Date(dueAt.getTime() + laterMs + random.integer(0, halfHourMs - 1000));
    const data = { ...doseOf(medicine), scheduledAt: dueAt.toISOString(), prescriptionId: medicine.prescriptionId, stayId };
    return doseEntry(resident, occurredAt, 'medication.administered', data, random);
  }

  private refusedDose(resident: Resident, medicine: PrescribedMedicine, dueAt: Date, random: SeededRandom): CareEntry {
    const { medication } = doseOf(medicine);
    const reason = reasonNotGiven(random.pick(['refused', 'nausea', 'asleep']));
    const occurredAt = new Date(dueAt.getTime() + random.integer(0, halfHourMs - 1000));
    const data = { medication, prescriptionId: medicine.prescriptionId, scheduledAt: dueAt.toISOString(), kind: 'refused' as const, reason, stayId: resident.stayId };
    return doseEntry(resident, occurredAt, 'medication.not-given', data, random);
  } // prettier-ignore

  private turning(resident: Resident, at: Date): CareEntry[] {
    const { turningInstructionId: instructionId, stayId } = resident;
    if (instructionId === undefined || at.getUTCMinutes() !== 30 || at.getUTCHours() % 4 !== 2) return [];
    const outcome = this.random.chance(0.9) ? ('done' as const) : ('refused' as const);
    return [this.entry(resident, at, 'plan.task-completed', { instructionId, code: positionChanged, outcome, stayId })];
  }

  private vitalSigns(resident: Resident, at: Date): CareEntry[] {
    const hour = at.getUTCHours();
    const entries: CareEntry[] = [];
    const observe = (code: ReturnType<typeof loinc>, value: Partial<ClinicalEventData['observation.recorded']>): void => {
      const data = { code, category: 'vital-signs', stayId: resident.stayId, ...value } as ClinicalEventData['observation.recorded'];
      entries.push(this.entry(resident, at, 'observation.recorded', data));
    };
    const { random } = this;
    const { usual } = resident;
    if (at.getUTCMinutes() === 0 && hour % 4 === 0) {
      observe(loinc('85354-9', 'Blood pressure panel'), {
        components: [
          { code: loinc('8480-6', 'Systolic blood pressure'), valueQuantity: ucum(random.around(usual.systolic, 8), 'mmHg', 'mm[Hg]') },
          { code: loinc('8462-4', 'Diastolic blood pressure'), valueQuantity: ucum(random.around(usual.diastolic, 6), 'mmHg', 'mm[Hg]') },
        ],
      });
      observe(loinc('8867-4', 'Heart rate'), { valueQuantity: ucum(random.around(usual.heartRate, 8), '/min', '/min') });
      observe(loinc('8310-5', 'Body temperature'), { valueQuantity: ucum(random.around(usual.temperature, 0.4, 1), '°C', 'Cel') });
      observe(loinc('59408-5', 'Oxygen saturation'), { valueQuantity: ucum(Math.min(100, random.around(usual.saturation, 2)), '%', '%') });
    } else if (random.chance(0.15)) {
      observe(loinc('9279-1', 'Respiratory rate'), { valueQuantity: ucum(random.around(usual.respiration, 3), '/min', '/min') });
    }
    return entries;
  }

  private notes(resident: Resident, at: Date): CareEntry[] {
    const hour = at.getUTCHours();
    const handover = at.getUTCMinutes() === 30 && (hour === 6 || hour === 13 || hour === 20);
    if (!handover) return [];
    const text = this.random.pick([
      'Slept well, took breakfast in the dining room and was in good spirits.',
      'Walked to the garden with a frame and one carer. No complaints.',
      'Ate half of the meal; offered a snack later, which was taken.',
      'Visited by family in the afternoon. A little tired in the evening.',
      'Restless at first, settled after a warm drink and a talk.',
    ]);
    return [this.entry(resident, at, 'note.written', { kind: 'handover', text, stayId: resident.stayId })];
  }

  private preference(resident: Resident, at: Date): CareEntry {
    const text = this.random.pick([
      'Likes the window open at night.',
      'Prefers a bath to a shower, in the morning.',
      'Wants to be called by the first name.',
    ]);
    return this.entry(resident, at, 'preference.stated', { category: 'care-experience', text }, 'nurse');
  }

  /** Entries at minutes of a round. */
  private exactly(resident: Resident, at: Date) {
    return <T extends ClinicalEventType>(minutes: number, type: T, data: ClinicalEventData[T], by: 'carer' | 'nurse' = 'nurse') =>
      this.exactEntry(resident, new Date(at.getTime() + minutes * 60_000), type, data, by);
  }

  /** Remembers an entry for later ones that speak of it. */
  private remembered<T extends CareEntry>(name: string, entry: T): T {
    this.ids.set(name, entry.body.id);
    return entry;
  }

  /**
   * A fall in the afternoon round: an incident, an amber flag that turns red and is taken note of, and the allergy that
   * the doctor's question brings to light. At the end of the day it is not over: the flag stands, and the incident is
   * open.
   */
  private fall(resident: Resident, at: Date, index: number): CareEntry[] {
    const exact = this.exactly(resident, at);
    const { stayId } = resident;
    switch (index) {
      case 2:
        return [
          exact(10, 'preference.stated', {
            category: 'treatment-intervention',
            text: 'Wants to be taken to hospital only after a talk with her daughter.',
          }),
        ];
      case 30:
        return [
          exact(10, 'note.written', { kind: 'progress', text: 'Found sitting on the floor beside the bed, alert. Helped up by two carers.', stayId }, 'carer'),
          this.remembered('fall', exact(11, 'incident.reported', { category: 'fall', description: 'Fall beside the bed, nobody saw it', severity: 'none', location: 'Own room', witnesses: false, immediateAction: 'Helped up, pulse and blood pressure taken', stayId }, 'carer')),
          this.remembered('fall flag', exact(12, 'flag.raised', { colour: 'amber', reason: 'Fall beside the bed, no visible injury', category: snomed('129839007', 'At increased risk for falls') }, 'carer')),
        ]; // prettier-ignore
      case 31:
        return [exact(3, 'flag.acknowledged', { flagId: this.ids.get('fall flag')!, note: 'Looked at her; vital signs every hour' })];
      case 32:
        return [
          exact(4, 'observation.recorded', { code: loinc('72514-3', 'Pain severity'), category: 'pain', valueInteger: 6, bodySite: { text: 'Head' }, stayId }),
          exact(5, 'note.written', { kind: 'assessment', text: 'Complains of dizziness and a headache since the fall. Doctor called.', stayId }),
          exact(6, 'flag.changed', { flagId: this.ids.get('fall flag')!, colour: 'red', reason: 'Dizziness and headache after the fall' }),
        ]; // prettier-ignore
      case 33:
        return [
          exact(2, 'flag.acknowledged', { flagId: this.ids.get('fall flag')!, note: 'Doctor is on the way' }),
          exact(8, 'allergy.recorded', {
            substance: snomed('764146007', 'Penicillin'),
            type: 'allergy',
            categories: ['medication'],
            criticality: 'high',
            clinicalStatus: 'active',
            verification: 'confirmed',
            reactions: [{ manifestations: [snomed('126485001', 'Urticaria')], severity: 'moderate' }],
          }),
        ];
      case 40:
        return [
          exact(15, 'incident.reviewed', {
            incidentId: this.ids.get('fall')!,
            outcome: 'Got up in the dark without her shoes',
            actions: ['Night light', 'Shoes within reach'],
            severity: 'low',
            closed: false,
          }),
        ];
      default:
        return [];
    }
  }

  /** A weight typed for the wrong resident, and struck a round later. */
  private mistakenWeight(resident: Resident, at: Date, index: number): CareEntry[] {
    if (index === 20) {
      const weight = this.entry(resident, at, 'observation.recorded', {
        code: loinc('29463-7', 'Body weight'),
        category: 'weight',
        valueQuantity: ucum(Number((resident.usual.weight * 2).toFixed(1)), 'kg', 'kg'),
      });
      return [this.remembered('weight', weight)];
    }
    if (index === 21) return [this.entry(resident, at, 'entry.struck', { entryId: this.ids.get('weight')!, reason: 'entered-in-error' })];
    return [];
  }

  /**
   * A resident has drunk too little: a flag that is acknowledged and cleared the same day, and a medicine that was
   * nearly given to the wrong person.
   */
  private thirst(resident: Resident, at: Date, index: number): CareEntry[] {
    const exact = this.exactly(resident, at);
    const { stayId } = resident;
    switch (index) {
      case 9:
        return [this.remembered('thirst', exact(5, 'flag.raised', { colour: 'orange', reason: 'Drank less than half a litre since yesterday' }, 'carer'))];
      case 10:
        return [
          exact(2, 'flag.acknowledged', { flagId: this.ids.get('thirst')!, note: 'A glass with every round' }),
          exact(20, 'observation.recorded', { code: loinc('9000-1', 'Fluid intake oral'), category: 'fluid-balance', valueQuantity: ucum(250, 'mL', 'mL'), stayId }, 'carer'),
        ];
      case 16:
        return [this.remembered('mix-up', exact(3, 'incident.reported', { category: 'near-miss', description: 'The tray of the neighbour was brought; noticed before anything was taken', severity: 'none', stayId }, 'carer'))];
      case 22:
        return [exact(9, 'flag.cleared', { flagId: this.ids.get('thirst')!, reason: 'Drank one and a half litres' })];
      case 24:
        return [exact(12, 'incident.reviewed', { incidentId: this.ids.get('mix-up')!, outcome: 'Trays had no names', actions: ['Names on trays'], closed: true })];
      default:
        return [];
    }
  } // prettier-ignore

  /** A night in the observation room, and back. */
  private move(resident: Resident, at: Date, index: number): CareEntry[] {
    if (index !== 12 && index !== 28) return [];
    const { stayId } = resident;
    const own = resident.admission.location!;
    const observed = { facility: own.facility!, unit: own.unit!, room: observationRoom, bed: 'A' };
    const [from, location, reason] = index === 12 ? [own, observed, 'Restless'] : [observed, own, 'Slept well'];
    return [this.entry(resident, at, 'stay.transferred', { stayId, location, from, reason: { text: reason } }, 'nurse')];
  }

  /** A pulse with a zero too many, and corrected a round later. */
  private mistypedPulse(resident: Resident, at: Date, index: number): CareEntry[] {
    const pulse = (value: number) => ({ code: loinc('8867-4', 'Heart rate'), category: 'vital-signs' as const, valueQuantity: ucum(value, '/min', '/min'), stayId: resident.stayId }); // prettier-ignore
    const { heartRate } = resident.usual;
    if (index === 14) return [this.remembered('pulse', this.entry(resident, at, 'observation.recorded', pulse(heartRate * 10)))];
    if (index !== 15) return [];
    const changeLog = { reason: 'A zero too many' };
    return [this.entry(resident, at, 'entry.amended', { entryId: this.ids.get('pulse')!, type: 'observation.recorded', schemaVersion: 2, data: pulse(heartRate), changeLog })]; // prettier-ignore
  }
}

function isRefused(random: SeededRandom): boolean {
  return random.chance(0.05);
}

/** A dose, by a carer: its id follows from `random`. */
function doseEntry<T extends ClinicalEventType>(
  resident: Resident,
  occurredAt: Date,
  type: T,
  data: ClinicalEventData[T],
  random: SeededRandom,
): CareEntry<T> {
  const id = uuidv7({ msecs: occurredAt.getTime(), random: random.bytes(16) });
  return { patientId: resident.patientId, by: 'carer', body: { id, type, occurredAt: occurredAt.toISOString(), data } };
}
