import type { CodeableConcept } from './generated/event-data.js';

/**
 * When a concept carries several codings, these decide first what is the same: other systems repeat or coarsen them.
 */
const leadingSystems = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
  'http://www.whocc.no/atc',
];

/**
 * Two concepts with the same key are the same thing: one substance, one medicine, one vital sign. Without a coding the
 * text decides, regardless of case and spacing. Projections and kept decisions are stored under these keys: a change of
 * this function needs a new version of both.
 */
export function conceptKey(concept: CodeableConcept): string {
  const codings = concept.coding ?? [];
  for (const system of leadingSystems) {
    const coding = codings.find((candidate) => candidate.system === system);
    if (coding) return `${coding.system}|${coding.code}`;
  }
  const first = codings[0];
  if (first) return `${first.system}|${first.code}`;
  return normal(concept.text ?? '');
}

/**
 * Everything that a concept is called: each of its codes, and its text and displays regardless of case and spacing. Two
 * concepts that share a name are the same thing to a person, whichever of the names a writer chose.
 */
export function conceptNames({ coding = [], text }: CodeableConcept): string[] {
  const words = [text, ...coding.map(({ display }) => display)].filter((each) => each !== undefined);
  return [...new Set([...coding.map(({ system, code }) => `${system}|${code}`), ...words.map(normal)])];
}

function normal(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}
