import type { Concept } from './concept.js';

/** Notes stand in the timeline and are counted. */
export const note: Concept = { prefix: 'note', reads: { 'note.written': () => [] } };
