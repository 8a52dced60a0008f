import { Readings, type TopicFacts } from '@everchart/clinical-facts';
import type { Shown } from '../sections.js';
import { allergy } from './allergy.concept.js';
import type { Concept } from './concept.js';
import { consent } from './consent.concept.js';
import { death } from './death.concept.js';
import { document } from './document.concept.js';
import { flag } from './flag.concept.js';
import { identity } from './identity.concept.js';
import { incident } from './incident.concept.js';
import { medication } from './medication.concept.js';
import { merge } from './merge.concept.js';
import { note } from './note.concept.js';
import { observation } from './observation.concept.js';
import { plan } from './plan.concept.js';
import { preference } from './preference.concept.js';
import { prescription } from './prescription.concept.js';
import { problem } from './problem.concept.js';
import { stay } from './stay.concept.js';
import { task } from './task.concept.js';

const concepts: readonly Concept[] = [
  identity, merge, death, stay, observation, prescription, medication, note, incident, flag, allergy, preference, problem, plan, task, document, consent,
]; // prettier-ignore

export const readings = new Readings(concepts);

/** What a topic shows in the summary. */
export function shownOf(topic: string, facts: TopicFacts): Shown[] {
  return readings.conceptOf(topic).shows?.(facts) ?? [];
}

/** Event types by the concept that they speak of. */
export const typesByConcept: ReadonlyMap<string, readonly string[]> = new Map(
  concepts.map(({ prefix, reads }) => [prefix, Object.keys(reads)]),
);
