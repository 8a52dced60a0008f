import { compareInstants } from '@everchart/primitives';
import { isCorrection, type PatientEvent } from '@everchart/clinical-facts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { streamOf, wish } from '../../test/generated-records.js';
import { at, numbered } from '../../test/patient-stream.js';
import { boundedTopics, type TopicText } from './bounded-topics.js';
import { shownOf } from './concepts/concepts.js';
import { applyEvents, emptyRecord, hadHappened, recordOf, RecordSum, standingsAfter, type PatientRecord } from './patient-record.js';
import { renderSummary, renderTopic } from './rendering.js';
import { countsOf, summaryOf } from './summary.js';

/** Ids of entries that are in no block. */
function concernedIn(stream: readonly PatientEvent[]): Map<string, string> {
  const standings = standingsAfter([], stream).added.map(({ entry }) => entry);
  const roots = new Set(standings.flatMap(({ root }) => root ?? []));
  const isConcerned = ({ root, eventId, unreadable }: (typeof standings)[number]) => root !== null || roots.has(eventId) || unreadable;
  return new Map(standings.filter(isConcerned).map(({ eventId, root }) => [eventId, root ?? eventId]));
}

/**
 * As the record is read at a version: blocks that were made of the whole stream, and the other entries one by one; in
 * an order that is none of the stream.
 */
function summedUp(stream: readonly PatientEvent[], version: number, happenedBy: string | undefined, blockSize: number): RecordSum {
  const concerned = concernedIn(stream);
  const sum = new RecordSum(happenedBy);
  const known = stream.slice(0, version);
  const groups = Map.groupBy(known.filter(({ eventId }) => concerned.has(eventId)), ({ eventId }) => concerned.get(eventId)); // prettier-ignore
  for (const group of groups.values()) sum.add(standingsAfter([], group).added);
  for (let from = Math.floor((stream.length - 1) / blockSize) * blockSize; from >= 0; from -= blockSize) {
    const alone = stream.slice(from, from + blockSize).filter(({ eventId }) => !concerned.has(eventId));
    const isWhole = from + blockSize <= version && alone.every((event) => hadHappened({ ...event, correctedAt: null }, happenedBy));
    if (isWhole) {
      const block = new RecordSum();
      block.add(standingsAfter([], alone).added);
      sum.addPart(JSON.parse(JSON.stringify(block.part)) as RecordSum['part']);
    } else
      sum.add(
        standingsAfter(
          [],
          alone.filter(({ streamVersion }) => streamVersion <= version),
        ).added,
      );
  }
  return sum;
}

function summaryText(sum: RecordSum): string {
  const topics = [...sum.topics()].flatMap(([topic, facts]): TopicText[] =>
    facts === null ? [] : [{ topic, shown: renderTopic(shownOf(topic, facts)) }],
  );
  const { texts, unread } = boundedTopics(topics);
  return renderSummary(texts, JSON.stringify(countsOf(sum.counts)), unread).text;
}

/** The fold of the projection over what was known and had happened. */
function foldOf(stream: readonly PatientEvent[], version: number, happenedBy: string | undefined): PatientRecord {
  const { added } = standingsAfter([], stream.slice(0, version));
  const happened = added.filter(
    ({ entry }) => happenedBy === undefined || compareInstants(entry.correctedAt ?? entry.occurredAt, happenedBy) <= 0,
  );
  return applyEvents(emptyRecord, { stored: new Map(), added: happened, roots: new Set() }).record;
}

describe('a record that is added up from parts', () => {
  const wishes = fc.array(wish, { minLength: 5, maxLength: 60, size: 'max' });

  it('is at every version and instant what the projection makes of the entries up to there', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 23 }), fc.nat(10), (wanted, blockSize, hour, lost) => {
        const stream = numbered(
          // Some cannot be read: corrections among them, of which nothing is known then.
          streamOf(wanted).map((each, n) =>
            lost > 7 && n % lost === 3 && !isCorrection(each)
              ? { ...each, data: null, unreadable: { code: 'key-missing', position: n } }
              : each,
          ),
        );
        for (let version = 0; version <= stream.length; version += 1) {
          expect(summaryText(summedUp(stream, version, undefined, blockSize))).toBe(
            JSON.stringify(summaryOf(recordOf(stream.slice(0, version)))),
          );
          expect(summaryText(summedUp(stream, version, at(hour), blockSize))).toBe(
            JSON.stringify(summaryOf(foldOf(stream, version, at(hour)))),
          );
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
