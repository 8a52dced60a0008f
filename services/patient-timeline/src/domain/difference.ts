import { arranged, type SectionName, type Shown } from './sections.js';

/** What a section showed of a thing, and what it shows of it now; null: nothing. */
export interface Change {
  was: unknown;
  is: unknown;
}

export interface ShownByTopic extends Shown {
  topic: string;
}

/**
 * What of a summary changed, by section, as far as a summary shows it. Elements are of the same thing when their topic
 * is the same and has no other one in that section, and else when they come from the same entry.
 */
export function changesBetween(was: readonly ShownByTopic[], is: readonly ShownByTopic[]): Partial<Record<SectionName, Change[]>> {
  const changes: Partial<Record<SectionName, Change[]>> = {};
  const before = elementsOf(was);
  for (const [section, now] of elementsOf(is)) {
    const then = before.get(section)!;
    const isAlone = (topic: string): boolean => [then, now].every((some) => some.filter((each) => each.topic === topic).length <= 1);
    const alone = new Map([...then, ...now].map(({ topic }) => [topic, isAlone(topic)]));
    const nameOf = ({ topic, value }: Element): string =>
      alone.get(topic)! ? topic : `${topic}\n${String((value as { entryId?: unknown }).entryId)}`;
    const thens = new Map(then.map((each) => [nameOf(each), each.value]));
    const nows = new Map(now.map((each) => [nameOf(each), each.value]));
    const own = [...new Set([...nows.keys(), ...thens.keys()])]
      .map((name): Change => ({ was: thens.get(name) ?? null, is: nows.get(name) ?? null }))
      .filter(({ was: one, is: other }) => JSON.stringify(one) !== JSON.stringify(other));
    if (own.length > 0) changes[section] = own;
  }
  return changes;
}

interface Element {
  topic: string;
  value: unknown;
}

function elementsOf(shown: readonly ShownByTopic[]): Map<SectionName, Element[]> {
  const inSections = arranged(shown.map(({ topic, section, rank, value }) => ({ section, rank, value: { topic, value } })));
  return new Map(inSections.map(({ section, one, values }) => [section, one ? values.slice(0, 1) : values]));
}
