import type { SeededRandom } from '@everchart/care-day';
import { v7 as uuidv7 } from 'uuid';

export interface PostedEvent {
  id: string;
  type: string;
  occurredAt: string;
  data: Record<string, unknown>;
}

export function eventOf(type: string, data: Record<string, unknown>): PostedEvent {
  return { id: uuidv7(), type, occurredAt: new Date().toISOString(), data };
}

export function registration(): PostedEvent {
  return eventOf('patient.registered', {
    identifiers: [],
    name: { family: 'Soak', given: ['Resident'] },
    birthDate: '1938-04',
    gender: 'female',
  });
}

export function somethingThatHappened(random: SeededRandom): PostedEvent {
  if (random.chance(0.3)) return eventOf('note.written', { kind: 'progress', text: `Slept ${random.integer(4, 9)} hours.` });
  return eventOf('observation.recorded', {
    code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
    category: 'vital-signs',
    valueQuantity: { value: random.integer(55, 110), unit: '/min', code: '/min' },
  });
}
