import type { Concept } from './concept.js';

/** Notes stand in the timeline and are counted. */
export const note: Concept = {
  types: ['note.written'],
  topic: (_type, eventId) => `note/${eventId}`,
  facts: () => [],
};
