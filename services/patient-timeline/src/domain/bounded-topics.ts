import { topicsByNeed, type More } from './sections.js';

/** A summary whose topics have more than this, or are more than these, is not read whole. */
export const topicsMax = 300;
export const topicsBytesMax = 256 * 1024;
/** What is read of such a one: what is needed first, as far as it has so many bytes. */
export const largeSummaryBytesMax = 2 * 1024 * 1024;
/** Where a topic's text begins, its first element stands: the first in rank comes first, nearly always. */
export const rankCharacters = 40;

export interface TopicText {
  topic: string;
  /** Null when it shows nothing. */
  shown: string | null;
}

/**
 * What a summary reads of the topics that are not settled, as the statements of the record store do: the texts, a line
 * break between any two, and how many elements it leaves out.
 */
export function boundedTopics(topics: readonly TopicText[]): { texts: string | null; unread: More } {
  const sized = topics.flatMap(({ topic, shown }) => (shown === null ? [] : [{ topic, shown, bytes: Buffer.byteLength(shown) }]));
  const bytes = sized.reduce((sum, each) => sum + each.bytes, 0);
  if (topics.length <= topicsMax && bytes <= topicsBytesMax) return { texts: joined(sized.map(({ shown }) => shown)), unread: {} };
  const needs = Object.keys(topicsByNeed);
  const inOrder = sized
    .map((each) => ({ ...each, need: needs.indexOf(prefixOf(each.topic)), head: Buffer.from(headOf(each.shown)) }))
    .sort((a, b) => a.need - b.need || Buffer.compare(b.head, a.head) || Buffer.compare(Buffer.from(a.topic), Buffer.from(b.topic)));
  const texts: string[] = [];
  const unread: More = {};
  let read = 0;
  for (const { topic, shown, bytes: own } of inOrder) {
    read += own;
    if (read <= largeSummaryBytesMax) texts.push(shown);
    else {
      const section = topicsByNeed[prefixOf(topic)];
      unread[section] = (unread[section] ?? 0) + 1;
    }
  }
  return { texts: joined(texts), unread };
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('\n');
}

function prefixOf(topic: string): keyof typeof topicsByNeed {
  return topic.split('/', 1)[0] as keyof typeof topicsByNeed;
}

/** Characters, not halves of surrogate pairs. */
function headOf(shown: string): string {
  return Array.from(shown.slice(0, 2 * rankCharacters)).slice(0, rankCharacters).join(''); // prettier-ignore
}
