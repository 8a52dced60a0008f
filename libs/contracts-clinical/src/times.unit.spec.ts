import { describe, expect, it } from '@jest/globals';
import { clinicalEventTypes } from './event-types.js';
import { timeMembersOf } from '@everchart/contracts';
import { timesStated } from './times.js';

describe('times in the data', () => {
  it.each(clinicalEventTypes.map(({ dataschema, schema }) => [dataschema, schema] as const))(
    '%s says of each whether it has happened or is planned',
    (_, schema) => {
      expect(timeMembersOf(schema).filter(({ means }) => !['happened', 'planned', 'either'].includes(means!))).toEqual([]);
      // Every format that looks like a time is one of those that the walk knows, wherever it stands.
      const formats = [...JSON.stringify(schema).matchAll(/"format":"([^"]+)"/g)].map(([, format]) => format!);
      const others = formats.filter((format) => !['date-time', 'partial-date', 'partial-date-time', 'uuid', 'time-zone'].includes(format));
      expect(others).toEqual([]);
    },
  );

  it('are found inside of others, in lists, and in what an amendment corrects', () => {
    expect(new Set(clinicalEventTypes.flatMap(({ schema }) => timeMembersOf(schema).map(({ path }) => path.join('/'))))).toEqual(
      new Set([
        'onset', 'period/start', 'period/end', 'occurredAt', 'informed/*/at', 'scheduledAt', 'stoppedAt', 'valueDateTime',
        'components/*/valueDateTime', 'valuePeriod/start', 'valuePeriod/end', 'components/*/valuePeriod/start',
        'components/*/valuePeriod/end', 'happened/on', 'happened/from', 'happened/to', 'deceasedAt', 'deceased', 'birthDate', 'abatement', 'resolvedAt',
        'death/deceasedAt', 'death/statedAt',
      ]),
    ); // prettier-ignore
    const incident = { informed: [{ who: 'a' }, { who: 'b', at: '2026-03-01T08:00:00Z' }] };
    expect(timesStated('incident.reported', 1, incident)).toEqual([
      { pointer: '/informed/1/at', value: '2026-03-01T08:00:00Z', means: 'happened' },
    ]);
    const amendment = { type: 'incident.reported', schemaVersion: 1, data: incident, occurredAt: '2026-03-01T07:00:00Z' };
    expect(timesStated('entry.amended', 1, amendment)).toEqual([
      { pointer: '/occurredAt', value: '2026-03-01T07:00:00Z', means: 'happened' },
      { pointer: '/data/informed/1/at', value: '2026-03-01T08:00:00Z', means: 'happened' },
    ]);
  });

  it('have no mark in a schema that forgot it', () => {
    expect(timeMembersOf({ properties: { at: { format: 'date-time' } } })).toEqual([{ path: ['at'], means: undefined }]);
  });
});
