import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyType } from '../../test/every-type.js';
import { numbered, told } from '../../test/patient-stream.js';
import { shownOf } from './concepts/concepts.js';
import { recordOf } from './patient-record.js';
import { eventOf, renderEntry, renderSummary, renderTopic, type EntryDocument } from './rendering.js';
import { countsOf, summaryOf } from './summary.js';

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
