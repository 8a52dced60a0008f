import type { ClinicalEventData, ClinicalEventType } from '@everchart/contracts-clinical';
import { v7 as uuidv7 } from 'uuid';
import type { CareHome, Medicine, Resident } from './care-home.js';
import { SeededRandom } from './seeded-random.js';

/** What a care app posts to `POST /v1/orgs/{org}/patients/{patientId}/events`. */
export interface CareEntry<T extends ClinicalEventType = ClinicalEventType> {
  patientId: string;
  by: 'carer' | 'nurse';
  body: { id: string; type: T; occurredAt: string; data: ClinicalEventData[T] };
}

export interface CareDay {
  home: CareHome;
  /** Registrations and admissions: the same on every day. */
  opening: CareEntry[];
  /** The day in half-hour rounds, entries in order of `occurredAt` per resident. */
  rounds: { at: Date; entries: CareEntry[] }[];
  /** The resident whose fall the day tells. */
  story: { patientId: string; name: string };
}

const halfHourMs = 30 * 60_000;
const loinc = (code: string, display: string) => ({ text: display, coding: [{ system: 'http://loinc.org', code, display }] });
const snomed = (code: string, display: string) => ({ text: display, coding: [{ system: 'http://snomed.info/sct', code, display }] });
const ucum = (value: number, unit: string, code: string) => ({ value, unit, code });

/**
 * The 24 hours that end at `until`, so that nothing lies in the future.
 * @param seed the same home, seed and `until` give the same entries with the same ids
 */
export function planCareDay(home: CareHome, options: { seed: string; until: Date }): CareDay {
  const start = new Date(Math.floor(options.until.getTime() / halfHourMs) * halfHourMs - 48 * halfHourMs);
  const planner = new DayPlanner(home, new SeededRandom(`day ${options.seed} ${start.toISOString()}`));
  const rounds = Array.from({ length: 48 }, (_, index) => {
    const at = new Date(start.getTime() + index * halfHourMs);
    return { at, entries: planner.round(at, index) };
  });
  const story = home.residents[0]!;
  return {
    home,
    opening: home.residents.flatMap((resident) => openingEntries(resident)),
    rounds,
    story: { patientId: story.patientId, name: `${story.registration.name.given.join(' ')} ${story.registration.name.family}` },
  };
}

function openingEntries(resident: Resident): CareEntry[] {
  const random = new SeededRandom(`opening ${resident.patientId}`);
  const at = resident.admittedAt;
  const entry = <T extends ClinicalEventType>(minutes: number, type: T, data: ClinicalEventData[T]): CareEntry => {
    const occurredAt = new Date(at.getTime() + minutes * 60_000);
    const id = uuidv7({ msecs: occurredAt.getTime(), random: random.bytes(16) });
    return { patientId: resident.patientId, by: 'nurse', body: { id, type, occurredAt: occurredAt.toISOString(), data } };
  };
  return [entry(0, 'patient.registered', resident.registration), entry(5, 'stay.admitted', resident.admission)];
}

class DayPlanner {
  private flagId: string | undefined;
  private mistakenWeightId: string | undefined;

  constructor(
    private readonly home: CareHome,
    private readonly random: SeededRandom,
  ) {}

  round(at: Date, index: number): CareEntry[] {
    return this.home.residents.flatMap((resident, number) => {
      const entries = [
        ...this.medication(resident, at),
        ...this.vitalSigns(resident, at),
        ...this.notes(resident, at),
        ...(number === 0 ? this.story(resident, at, index) : []),
      ];
      if (number === 1) entries.push(...this.mistake(resident, at, index));
      if (index === 4 && number % 5 === 2) entries.push(this.preference(resident, at));
      return entries.sort((a, b) => a.body.occurredAt.localeCompare(b.body.occurredAt));
    });
  }

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
    if (at.getUTCMinutes() !== 0) return [];
    const due = resident.medicines.filter((medicine) => medicine.hours.includes(at.getUTCHours()));
    return due.map((medicine) => this.dose(resident, at, medicine));
  }

  private dose(resident: Resident, at: Date, medicine: Medicine): CareEntry {
    return this.entry(resident, at, 'medication.administered', {
      medication: snomed(medicine.snomed, medicine.display),
      dose: ucum(medicine.dose, medicine.unit, medicine.unit),
      route: snomed('26643006', 'Oral route'),
      scheduledAt: at.toISOString(),
      stayId: resident.stayId,
    });
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

  /** A fall in the afternoon round: an amber flag that turns red, and the allergy that the doctor's question brings to light. */
  private story(resident: Resident, at: Date, index: number): CareEntry[] {
    const minute = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
    const exact = <T extends ClinicalEventType>(minutes: number, type: T, data: ClinicalEventData[T], by: 'carer' | 'nurse' = 'nurse') =>
      this.exactEntry(resident, minute(minutes), type, data, by);
    if (index === 2) {
      return [
        exact(10, 'preference.stated', {
          category: 'treatment-intervention',
          text: 'Wants to be taken to hospital only after a talk with her daughter.',
        }),
      ];
    }
    if (index === 30) {
      const flag = exact(
        12,
        'flag.raised',
        { colour: 'amber', reason: 'Fall beside the bed, no visible injury', category: snomed('129839007', 'At increased risk for falls') },
        'carer',
      );
      this.flagId = flag.body.id;
      return [
        exact(
          10,
          'note.written',
          { kind: 'progress', text: 'Found sitting on the floor beside the bed, alert. Helped up by two carers.', stayId: resident.stayId },
          'carer',
        ),
        flag,
      ];
    }
    if (index === 32 && this.flagId !== undefined) {
      return [
        exact(5, 'note.written', {
          kind: 'assessment',
          text: 'Complains of dizziness and a headache since the fall. Doctor called.',
          stayId: resident.stayId,
        }),
        exact(6, 'flag.changed', { flagId: this.flagId, colour: 'red', reason: 'Dizziness and headache after the fall' }),
      ];
    }
    if (index === 33) {
      return [
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
    }
    return [];
  }

  /** A weight typed for the wrong resident, and struck a round later. */
  private mistake(resident: Resident, at: Date, index: number): CareEntry[] {
    if (index === 20) {
      const weight = this.entry(resident, at, 'observation.recorded', {
        code: loinc('29463-7', 'Body weight'),
        category: 'vital-signs',
        valueQuantity: ucum(Number((resident.usual.weight * 2).toFixed(1)), 'kg', 'kg'),
      });
      this.mistakenWeightId = weight.body.id;
      return [weight];
    }
    if (index === 21 && this.mistakenWeightId !== undefined) {
      return [this.entry(resident, at, 'entry.struck', { entryId: this.mistakenWeightId, reason: 'entered-in-error' })];
    }
    return [];
  }
}
