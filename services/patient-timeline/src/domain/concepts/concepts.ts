import { allergy } from './allergy.concept.js';
import type { Concept } from './concept.js';
import { flag } from './flag.concept.js';
import { identity } from './identity.concept.js';
import { medication } from './medication.concept.js';
import { note } from './note.concept.js';
import { observation } from './observation.concept.js';
import { plan } from './plan.concept.js';
import { preference } from './preference.concept.js';
import { problem } from './problem.concept.js';
import { stay } from './stay.concept.js';

const concepts: readonly Concept[] = [identity, stay, observation, medication, note, flag, allergy, preference, problem, plan];

const byType: ReadonlyMap<string, Concept> = new Map(concepts.flatMap((concept) => concept.types.map((type) => [type, concept] as const)));
const byPrefix: ReadonlyMap<string, Concept> = new Map([['stay', stay]]);

/** The concept that reads a type; undefined for a type that this version does not know. */
export function conceptOf(type: string): Concept | undefined {
  return byType.get(type);
}

/** The concept of a topic that can settle; undefined for the others. */
export function settlingConceptOf(topic: string): Concept | undefined {
  return byPrefix.get(topic.slice(0, topic.indexOf('/')));
}
