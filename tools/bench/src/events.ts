import { v7 as uuidv7 } from 'uuid';

export interface PostedEvent {
  id: string;
  type: string;
  occurredAt: string;
  data: Record<string, unknown>;
}

export function registration(): PostedEvent {
  return {
    id: uuidv7(),
    type: 'patient.registered',
    occurredAt: new Date().toISOString(),
    data: { identifiers: [], name: { family: 'Bench', given: ['Resident'] }, birthDate: '1938-04-01', gender: 'female' },
  };
}

let counter = 0;

/** A blood pressure with two components: about 500 bytes of JSON, the size that bedside care has. */
export function bloodPressure(): PostedEvent {
  counter += 1;
  const loinc = (code: string, display: string) => ({ text: display, coding: [{ system: 'http://loinc.org', code, display }] });
  const mmHg = (value: number) => ({ value, unit: 'mmHg', code: 'mm[Hg]' });
  return {
    id: uuidv7(),
    type: 'observation.recorded',
    occurredAt: new Date().toISOString(),
    data: {
      code: loinc('85354-9', 'Blood pressure panel'),
      category: 'vital-signs',
      components: [
        { code: loinc('8480-6', 'Systolic blood pressure'), valueQuantity: mmHg(110 + (counter % 40)) },
        { code: loinc('8462-4', 'Diastolic blood pressure'), valueQuantity: mmHg(60 + (counter % 30)) },
      ],
    },
  };
}
