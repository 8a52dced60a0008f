import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { v7 as uuidv7 } from 'uuid';
import { SeededRandom } from './seeded-random.js';

/** One resident of the made-up home: who they are and what their usual values and medicines are. */
export interface Resident {
  patientId: string;
  stayId: string;
  registration: ClinicalEventData['patient.registered'] & { name: { family: string; given: string[] } };
  admission: ClinicalEventData['stay.admitted'];
  admittedAt: Date;
  unit: string;
  usual: {
    systolic: number;
    diastolic: number;
    heartRate: number;
    temperature: number;
    saturation: number;
    respiration: number;
    weight: number;
  };
  medicines: readonly PrescribedMedicine[];
  /** The instruction to change the position in bed, for those who cannot do it alone. */
  turningInstructionId: string | undefined;
}

export interface PrescribedMedicine extends Medicine {
  prescriptionId: string;
}

export interface Medicine {
  snomed: string;
  display: string;
  dose: number;
  unit: string;
  /** Hours of the day. */
  hours: readonly number[];
}

export interface CareHome {
  facility: string;
  units: readonly string[];
  residents: readonly Resident[];
}

/** Where the hours of the day are those of UTC all year. */
export const homeTimeZone = 'Atlantic/Reykjavik';
/** Each unit has one. */
export const observationRoom = 'Observation';

const facility = 'Everchart Demonstration Home';
const families = ['Abel', 'Brandt', 'Castell', 'Dorn', 'Eklund', 'Farrow', 'Grieve', 'Holm', 'Ibsen', 'Jansen', 'Keller', 'Lindqvist', 'Moreau', 'Novak', "O'Hara", 'Petersen', 'Quist', 'Rossi', 'Sørensen', 'Tanner', 'Ulrich', 'Vogel', 'Winter', 'Yilmaz']; // prettier-ignore
const givenFemale = [
  'Edith',
  'Margarethe',
  'Rosa',
  'Ingrid',
  'Helene',
  'Agnes',
  'Wilma',
  'Clara',
  'Frieda',
  'Astrid',
  'Dorothea',
  'Ottilie',
];
const givenMale = ['Walter', 'Heinrich', 'Arthur', 'Emil', 'Oskar', 'Gustav', 'Harald', 'Konrad', 'Leopold', 'Viktor', 'Anton', 'Albert'];
const unitNames = ['Garden', 'Lakeside', 'Orchard', 'Meadow', 'Harbour', 'Hillside'];

const cabinet: readonly Medicine[] = [
  { snomed: '387517004', display: 'Paracetamol', dose: 500, unit: 'mg', hours: [8, 14, 20] },
  { snomed: '386872004', display: 'Ramipril', dose: 5, unit: 'mg', hours: [8] },
  { snomed: '372567009', display: 'Metformin', dose: 850, unit: 'mg', hours: [8, 18] },
  { snomed: '387584000', display: 'Simvastatin', dose: 20, unit: 'mg', hours: [20] },
  { snomed: '386855006', display: 'Donepezil', dose: 10, unit: 'mg', hours: [21] },
  { snomed: '387475002', display: 'Furosemide', dose: 40, unit: 'mg', hours: [8, 12] },
];

/** The seeded home. The same seed gives the same people with the same ids, so that a second day finds them again. */
export function buildCareHome(options: { seed: string; residents: number; units: number }): CareHome {
  const random = new SeededRandom(`home ${options.seed}`);
  const units = Array.from({ length: options.units }, (_, index) => unitNames[index] ?? `Unit ${index + 1}`);
  const residents = Array.from({ length: options.residents }, (_, index) => buildResident(random, index, units));
  return { facility, units, residents };
}

function buildResident(random: SeededRandom, index: number, units: readonly string[]): Resident {
  const unitIndex = index % units.length;
  const unit = units[unitIndex]!;
  const numberInUnit = Math.floor(index / units.length);
  const female = random.chance(0.65);
  const admittedAt = new Date(Date.UTC(2026, random.integer(0, 5), random.integer(1, 28), 10, random.integer(0, 59)));
  const stableId = (): string => uuidv7({ msecs: admittedAt.getTime(), random: random.bytes(16) });
  const stayId = stableId();
  const family =
    index < families.length ? families[index]! : `${families[index % families.length]!}-${Math.floor(index / families.length) + 1}`;
  const year = random.integer(1930, 1946);
  const patientId = stableId();
  // Of its own: an addition to one resident changes no ids of others.
  const idOf = (what: string): string =>
    uuidv7({ msecs: admittedAt.getTime(), random: new SeededRandom(`${what} ${patientId}`).bytes(16) });
  return {
    patientId,
    stayId,
    admittedAt,
    unit,
    registration: {
      identifiers: [{ system: 'urn:everchart:demo:resident-number', value: `R${String(1000 + index)}`, type: { text: 'Resident number' } }],
      name: { family, given: [female ? givenFemale[index % givenFemale.length]! : givenMale[index % givenMale.length]!] },
      birthDate: `${year}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`,
      gender: female ? 'female' : 'male',
      address: { lines: ['1 Long Lane'], city: 'Everton', postalCode: '00100', country: 'XX' },
      language: 'en',
    },
    admission: {
      stayId,
      class: 'residential',
      location: {
        facility,
        unit,
        room: String((unitIndex + 1) * 100 + 1 + Math.floor(numberInUnit / 2)),
        bed: numberInUnit % 2 === 0 ? 'A' : 'B',
      },
    },
    usual: {
      systolic: random.integer(118, 150),
      diastolic: random.integer(66, 88),
      heartRate: random.integer(60, 84),
      temperature: random.around(36.6, 0.2, 1),
      saturation: random.integer(93, 98),
      respiration: random.integer(13, 18),
      weight: random.around(68, 14, 1),
    },
    medicines: cabinet
      .filter(() => random.chance(0.5))
      .map((medicine) => ({ ...medicine, prescriptionId: idOf(`prescription ${medicine.snomed}`) })),
    turningInstructionId: index % 3 === 1 ? idOf('turning') : undefined,
  };
}
