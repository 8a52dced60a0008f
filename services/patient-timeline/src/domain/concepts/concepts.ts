import type { FactDraft, TopicFacts } from '../facts.js';
import type { Shown } from '../sections.js';
import { allergy } from './allergy.concept.js';
import type { Concept, Origin } from './concept.js';
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

type Reading = (data: never, origin: Origin) => FactDraft[];

const readingsByType = new Map<string, Reading[]>();
for (const { reads } of concepts) {
  for (const [type, reading] of Object.entries(reads)) readingsByType.set(type, [...(readingsByType.get(type) ?? []), reading]);
}
const byPrefix: ReadonlyMap<string, Concept> = new Map(concepts.map((concept) => [concept.prefix, concept]));

/** Whether this version reads a type. Entries of other types stand in the timeline; the summary does not cover them. */
export function isRead(type: string): boolean {
  return readingsByType.has(type);
}

/** What an entry of that type, with that data, states. */
export function factsStated(type: string, data: unknown, origin: Origin): FactDraft[] {
  if (data === null) return [];
  return (readingsByType.get(type) ?? []).flatMap((reading) => reading(data as never, origin));
}

/** The concept whose topic it is. */
export function conceptOfTopic(topic: string): Concept {
  return byPrefix.get(prefixOf(topic))!;
}

/** What a topic shows in the summary. */
export function shownOf(topic: string, facts: TopicFacts): Shown[] {
  return conceptOfTopic(topic).shows?.(facts) ?? [];
}

function prefixOf(topic: string): string {
  return topic.split('/', 1)[0]!;
}
