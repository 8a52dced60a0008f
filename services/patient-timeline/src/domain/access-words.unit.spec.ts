import { declaredRoutes } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import { api } from '../http/api.js';
import { accessInWords } from './access-words.js';

const access = {
  at: '2026-03-01T02:00:00.000Z',
  actor: 'nurse-benedikt',
  role: 'nurse',
  purpose: 'TREAT',
  operation: 'summary.read',
  outcome: 'granted' as const,
  status: 200,
  correlationId: '01980c60-0000-7000-8000-00000000000e',
};
const words = (more: Partial<typeof access> & { detail?: Record<string, unknown> }): string =>
  accessInWords({ service: 'patient-timeline', access: { ...access, ...more } });

/** They show nothing of a person. */
const ofNoPerson = ['directory.read', 'streams.read', 'stream.read', 'stream.retried', 'stream.skipped'];

describe('an access in words', () => {
  it('says what was done, of every route that shows something of a person, and of live streams', () => {
    const operations = declaredRoutes(api).flatMap(({ config }) => (config.access as { operation: string } | undefined)?.operation ?? []);
    const ofPersons = [...operations, 'live.read', 'live.ended'].filter((operation) => !ofNoPerson.includes(operation));
    expect(ofPersons.filter((operation) => words({ operation }).includes('that is called'))).toEqual([]);
  });

  it('says when it is not certain that something was received', () => {
    expect(words({ operation: 'live.read' })).not.toContain('not certain');
    expect(words({ operation: 'live.read', detail: { atMost: true } })).toContain('It is not certain that this was received.');
  });
});
