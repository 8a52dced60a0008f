import { withOrigin } from '../facts.js';
import type { Concept } from './concept.js';

const topic = 'death';

/**
 * That the person died. What the details of the person say of it counts only without this: see `identity.concept.ts`.
 */
export const death: Concept = {
  prefix: topic,
  reads: { 'patient.deceased': (data) => [{ topic, slot: 'deceased', value: data }] },
  shows: ({ deceased }) => (deceased ? [{ section: 'deceased', rank: [1], value: withOrigin(deceased) }] : []),
};
