import type { Origin, PatientEvent } from '@everchart/clinical-facts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyType } from '../../test/every-type.js';
import { streamOf, wish } from '../../test/generated-records.js';
import { numbered, told } from '../../test/patient-stream.js';
import type { Alert } from './alerts.js';
import { shownOf } from './concepts/concepts.js';
import { recordOf } from './patient-record.js';
import { eventOf, markDependent, renderCorrected, renderEntry, renderSummary, renderTopic, type EntryDocument } from './rendering.js';
import { countsOf, summaryOf } from './summary.js';

/** All that name an entry, at any depth. */
function originsIn(value: unknown): Origin[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([member, each]) => (member === 'amended' ? [] : originsIn(each)));
  return 'entryId' in value ? [value as Origin, ...inside] : inside;
}

describe('the summary as text', () => {
  it('put together from the texts of the topics, in any order, is the summary', () => {
    const drafts = everyType('01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22');
    // What closes something hides it.
    const opening = drafts.filter(
      ({ type }) => !/cleared|reviewed|refuted|resolved|withdrawn|ended|stopped|discharged|cancelled/.test(type),
    );
    for (const shown of [drafts, opening]) {
      const record = recordOf(numbered(shown.map(({ id, type, data }, n) => told(id!, type, data, 1 + (n % 20)))));
      const expected = JSON.stringify(summaryOf(record));
      const texts = Object.entries(record.facts).flatMap(([topic, facts]) => renderTopic(shownOf(topic, facts)) ?? []);
      const counts = JSON.stringify(countsOf(record));
      expect(renderSummary(texts.join('\n'), counts).text).toBe(expected);
      expect(renderSummary(texts.toReversed().join('\n'), counts).text).toBe(expected);
    }
  });

  it('names, of each thing that it shows, the entry and both its clocks', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40, size: 'max' }), (wishes) => {
        const stream = numbered(streamOf(wishes));
        const recorded = new Map(stream.map(({ eventId, recordedAt }) => [eventId, recordedAt]));
        const { more: _, counts: __, ...shown } = summaryOf(recordOf(stream));
        const { alerts, ...sections } = shown;
        for (const { facts } of alerts as unknown as Alert[]) for (const fact of facts) expect(fact).toHaveProperty('entryId');
        for (const element of Object.values(sections).flatMap((section) => section ?? [])) {
          const { origins = [], ...own } = element as { origins?: { of: string[] }[] };
          const named = origins.flatMap(({ of }) => of);
          if (!('entryId' in own)) expect(named.toSorted()).toEqual(Object.keys(own).sort());
          else for (const member of named) expect(own).toHaveProperty(member);
        }
        for (const origin of originsIn(shown)) {
          expect(origin.recordedAt).toBe(recorded.get(origin.entryId));
          expect(typeof origin.occurredAt).toBe('string');
          if (origin.amended) expect(origin.amended.recordedAt).toBe(recorded.get(origin.amended.entryId));
        }
      }),
    );
  });

  it('of a patient of whom nothing is to be shown has every section', () => {
    const record = recordOf([]);
    expect(renderSummary(null, JSON.stringify(countsOf(record))).text).toBe(JSON.stringify(summaryOf(record)));
  });

  it('keeps texts apart whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (reasons) => {
        const text = renderTopic(reasons.map((reason, n) => ({ section: 'flags', rank: [-n], value: { reason } })));
        const { flags } = JSON.parse(renderSummary(text, '{}').text) as { flags: unknown };
        expect(flags).toEqual(reasons.map((reason) => ({ reason })));
      }),
    );
  });
});

it('an entry as text is the event that it was made of', () => {
  const [event] = numbered([told('e1', 'note.written', { text: 'a "b" \\ \n' })]);
  const text = renderEntry(event!, { schemaVersion: 2, actorRole: 'carer', facility: undefined }, JSON.stringify(event!.data));
  const document = JSON.parse(text) as EntryDocument;
  expect(document).toMatchObject({ id: 'e1', schemaVersion: 2, actorRole: 'carer', data: { text: 'a "b" \\ \n' } });
  expect(document).not.toHaveProperty('facility');
  expect(eventOf(document)).toEqual(event);
});

describe('an entry of the timeline', () => {
  const more = { schemaVersion: 1, actorRole: 'carer', facility: 'ward-3' };
  const documentOf = (event: PatientEvent): EntryDocument =>
    JSON.parse(renderEntry(event, more, JSON.stringify(event.data))) as EntryDocument;
  const [note] = numbered([told('e1', 'note.written', { text: 'slept' })]) as [PatientEvent];
  const late: PatientEvent = { ...note, recordedAt: '2026-03-02T07:00:00.000000Z' };

  it('says where it was recorded, and that it was late', () => {
    expect(documentOf(note)).toMatchObject({ facility: 'ward-3' });
    expect(documentOf(note)).not.toHaveProperty('late');
    expect(documentOf(late)).toMatchObject({ late: true });
    expect(eventOf(documentOf(late))).toStrictEqual(late);
  });

  it('that cannot be read says so, and why', () => {
    const unreadable = { ...note, data: null, unreadable: { code: 'key-missing', position: 7 } };
    expect(documentOf(unreadable)).toMatchObject({
      data: null,
      unreadable: { text: 'This entry is on record, and cannot be read here.', code: 'key-missing', position: 7 },
    });
    expect(eventOf(documentOf(unreadable))).toStrictEqual(unreadable);
    expect(eventOf(documentOf(note))).toStrictEqual(note);
  });

  it('is marked when it refers to one that cannot be read', () => {
    const [ids] = [['01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c23'] as const];
    const cleared = JSON.stringify(
      documentOf({ ...note, eventId: ids[1], type: 'flag.cleared', data: { flagId: ids[0], reason: 'well' } }),
    );
    expect(markDependent(cleared, new Set())).toBe(cleared);
    expect(markDependent(cleared, new Set([ids[1]]))).toBe(cleared);
    expect(JSON.parse(markDependent(cleared, new Set([ids[0], ids[1]])))).toEqual({
      ...(JSON.parse(cleared) as object),
      dependsOnUnreadable: [ids[0]],
    });
    for (const data of [null, 'text']) {
      const entry = JSON.stringify(documentOf({ ...note, data }));
      expect(markDependent(entry, new Set([ids[0]]))).toBe(entry);
    }
    const itself = JSON.stringify(documentOf({ ...note, eventId: ids[0], type: 'flag.cleared', data: { flagId: ids[0], reason: 'well' } }));
    expect(markDependent(itself, new Set([ids[0]]))).toBe(itself);
  });

  const strike = documentOf(numbered([told('e8', 'entry.struck', { entryId: 'e1', reason: 'wrong-patient' }, 9)])[0]!);
  const amendment = documentOf(numbered([told('e9', 'entry.amended', { entryId: 'e1', data: { text: 'slept well' }, changeLog: { reason: 'typing error' } }, 10)])[0]!); // prettier-ignore
  const corrected = (by: Partial<Parameters<typeof renderCorrected>[1]>, entry = note): unknown =>
    JSON.parse(renderCorrected(documentOf(entry), { strike: null, amendment: null, correctedAt: null, ...by }));

  it('that was struck keeps what was said, and says who struck it, when and why', () => {
    const struck = { by: 'e8', reason: 'wrong-patient', at: strike.recordedAt };
    expect(corrected({ strike })).toStrictEqual({ ...documentOf(note), struck });
    const movedTo = { patientId: 'p2', entryId: 'e7' };
    const moving = { ...strike, data: { ...(strike.data as object), movedTo } };
    expect(corrected({ strike: moving })).toStrictEqual({ ...documentOf(note), struck: { ...struck, movedTo } });
  });

  it('that was amended shows what it should have said, and what it said', () => {
    expect(corrected({ amendment })).toStrictEqual({
      ...documentOf(note),
      amended: {
        by: 'e9',
        reason: 'typing error',
        at: amendment.recordedAt,
        original: { occurredAt: note.occurredAt, data: { text: 'slept' } },
      },
      data: { text: 'slept well' },
    });
  });

  it('whose time was corrected is late, or not, by that time', () => {
    const correctedAt = '2026-03-01T02:00:00+01:00';
    expect(corrected({ amendment, correctedAt })).toMatchObject({
      occurredAt: correctedAt,
      late: true,
      amended: { original: { occurredAt: note.occurredAt } },
    });
    expect(corrected({ strike }, late)).toMatchObject({ late: true });
    expect(corrected({ amendment, correctedAt: '2026-03-02T07:59:00+01:00' }, late)).not.toHaveProperty('late');
  });
});
