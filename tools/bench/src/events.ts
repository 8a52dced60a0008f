import { v7 as uuidv7 } from 'uuid';

export interface PostedEvent {
  id: string;
  type: string;
  occurredAt: string;
  data: Record<string, unknown>;
}

export function eventAt(at: Date, type: string, data: Record<string, unknown>): PostedEvent {
  return { id: uuidv7({ msecs: at.getTime() }), type, occurredAt: at.toISOString(), data };
}

export function loincCode(code: string, display: string) {
  return { text: display, coding: [{ system: 'http://loinc.org', code, display }] };
}

export function registration(): PostedEvent {
  const name = { family: 'Bench', given: ['Resident'] };
  return eventAt(new Date(), 'patient.registered', { identifiers: [], name, birthDate: '1938-04-01', gender: 'female' });
}

let counter = 0;

/** A blood pressure with two components: about 500 bytes of JSON, the size that bedside care has. */
export function bloodPressure(): PostedEvent {
  counter += 1;
  const mmHg = (value: number) => ({ value, unit: 'mmHg', code: 'mm[Hg]' });
  return eventAt(new Date(), 'observation.recorded', {
    code: loincCode('85354-9', 'Blood pressure panel'),
    category: 'vital-signs',
    components: [
      { code: loincCode('8480-6', 'Systolic blood pressure'), valueQuantity: mmHg(110 + (counter % 40)) },
      { code: loincCode('8462-4', 'Diastolic blood pressure'), valueQuantity: mmHg(60 + (counter % 30)) },
    ],
  });
}
