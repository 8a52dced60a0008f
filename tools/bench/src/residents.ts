import { buildCareHome, type Resident } from '@everchart/care-day';
import { v7 as uuidv7 } from 'uuid';
import { eventAt, loincCode, type PostedEvent } from './events.js';
import { expectStatus, type ApiClient } from './load.js';

/** What is measured at a bedside over a year, in turn. */
const vitalSigns = [
  ['8867-4', 'Heart rate', 72, '/min', '/min'],
  ['8310-5', 'Body temperature', 36.7, '°C', 'Cel'],
  ['59408-5', 'Oxygen saturation', 96, '%', '%'],
  ['9279-1', 'Respiratory rate', 15, '/min', '/min'],
  ['29463-7', 'Body weight', 68, 'kg', 'kg'],
  ['8302-2', 'Body height', 165, 'cm', 'cm'],
  ['39156-5', 'Body mass index', 25, 'kg/m2', 'kg/m2'],
  ['2339-0', 'Glucose', 104, 'mg/dL', 'mg/dL'],
  ['9000-1', 'Fluid intake oral', 250, 'mL', 'mL'],
  ['9187-6', 'Urine output', 300, 'mL', 'mL'],
  ['8478-0', 'Mean blood pressure', 92, 'mmHg', 'mm[Hg]'],
  ['8331-1', 'Oral temperature', 36.8, '°C', 'Cel'],
] as const;

const medicines = ['Paracetamol', 'Ramipril', 'Metformin', 'Simvastatin', 'Donepezil', 'Furosemide'];
const allergies = ['Penicillin', 'Latex', 'Hazelnut'];
const problems = ['Dementia', 'Heart failure', 'Diabetes mellitus type 2'];
const wishes = ['Likes the window open at night.', 'Prefers a bath to a shower, in the morning.'];
const entriesPerDay = 10;
export const dayMs = 24 * 60 * 60_000;

export type EventOfPatient = PostedEvent & { patientId: string };

/** A measured value of a resident now; `turn` chooses which. */
export function vitalSign(turn: number, at = new Date()): PostedEvent {
  const [code, display, value, unit, ucum] = vitalSigns[turn % vitalSigns.length]!;
  const valueQuantity = { value: Math.round((value + (turn % 7) / 10) * 10) / 10, unit, code: ucum };
  return eventAt(at, 'observation.recorded', { category: 'vital-signs', code: loincCode(code, display), valueQuantity });
}

/**
 * Residents with about 30 topics (values measured, prescriptions, allergies, problems, wishes, flags, a stay, a
 * consent) and a record of `days` days of ten entries. @returns their patient ids
 */
export async function recordResidents(
  options: { writer: ApiClient; ingest: string; residents: number; days: number },
  onProgress: (events: number) => void,
): Promise<string[]> {
  const { residents } = buildCareHome({ seed: 'bench', residents: options.residents, units: 4 });
  const patients = residents.map(() => crypto.randomUUID());
  let recorded = 0;
  const record = async (events: readonly EventOfPatient[]): Promise<void> => {
    await recordAll(options, events);
    recorded += events.length;
    onProgress(recorded);
  };
  const since = Date.now() - options.days * dayMs;
  const opened = residents.map((resident) => opening(resident, new Date(since)));
  await record(opened.flatMap(({ events }, index) => events.map((event) => ({ patientId: patients[index]!, ...event }))));
  for (let day = 0; day < options.days; day += 1) {
    const events = patients.flatMap((patientId, index) =>
      dayOf(day, since, opened[index]!.prescriptions).map((event) => ({ patientId, ...event })),
    );
    await record(events);
  }
  return patients;
}

/** In batches, in order. @throws when one of them is refused */
export async function recordAll(
  { writer, ingest }: { writer: ApiClient; ingest: string },
  events: readonly EventOfPatient[],
): Promise<void> {
  for (let from = 0; from < events.length; from += 500) {
    const answer = await writer.post(`${ingest}/events`, { events: events.slice(from, from + 500) });
    expectStatus(answer, 200);
    const refused = (JSON.parse(answer.body) as { results: { status: number }[] }).results.find(({ status }) => status !== 201);
    if (refused) throw new Error(`an entry was answered ${JSON.stringify(refused).slice(0, 300)}`);
  }
}

/** The first entries of a record. */
export function opening(resident: Resident, at: Date): { events: PostedEvent[]; prescriptions: string[] } {
  const stayId = uuidv7();
  const event = (type: string, data: Record<string, unknown>): PostedEvent => eventAt(at, type, data);
  const prescribed = medicines.map((text) =>
    event('medication.prescribed', { medication: { text }, dose: { value: 1, unit: 'tablet' }, stayId }),
  );
  return {
    events: [
      event('patient.registered', { ...resident.registration }),
      event('stay.admitted', { ...resident.admission, stayId }),
      ...prescribed,
      ...allergies.map((text) =>
        event('allergy.recorded', { substance: { text }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed' }),
      ),
      ...problems.map((text) => event('problem.recorded', { code: { text }, clinicalStatus: 'active', verification: 'confirmed' })),
      ...wishes.map((text) => event('preference.stated', { category: 'care-experience', text })),
      event('flag.raised', { colour: 'amber', reason: 'Walks unsteadily' }),
      event('flag.raised', { colour: 'green', reason: 'Speaks little English' }),
      event('consent.granted', { scope: { text: 'Photographs of wounds' }, givenBy: 'patient', form: 'written' }),
    ],
    prescriptions: prescribed.map(({ id }) => id),
  };
}

/** Ten entries. @param since when the first day began */
export function dayOf(day: number, since: number, prescriptions: readonly string[]): PostedEvent[] {
  return Array.from({ length: entriesPerDay }, (_, index) => {
    const at = new Date(since + day * dayMs + (index + 1) * 60 * 60_000);
    if (index === 4 || index === 7) {
      const which = (day * 2 + index) % medicines.length;
      return eventAt(at, 'medication.administered', {
        medication: { text: medicines[which] },
        dose: { value: 1, unit: 'tablet' },
        prescriptionId: prescriptions[which],
      });
    }
    if (index === 9)
      return eventAt(at, 'note.written', { kind: 'handover', text: 'Ate half of the meal; offered a snack later, which was taken.' });
    return vitalSign(day * entriesPerDay + index, at);
  });
}
