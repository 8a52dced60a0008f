import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { describe, expect, it } from '@jest/globals';
import { factMembers, isFactType, retentionFactsOf } from './index.js';

const newest = [...new Map(clinicalEventTypes.map((contract) => [contract.type, contract])).values()];
const example = (type: string) => newest.find((contract) => contract.type === type)!.example;

describe('facts for retention', () => {
  it.each(newest.map((contract) => [contract.type, contract] as const))(
    'of %s are the members that are named, and nothing else',
    (type, contract) => {
      const facts = retentionFactsOf(type, contract.example);
      if (type === 'entry.amended') return;
      expect(facts !== undefined).toBe(isFactType(type));
      const members: readonly string[] = Object.hasOwn(factMembers, type) ? factMembers[type as keyof typeof factMembers] : [];
      for (const [member, value] of Object.entries(facts ?? {})) {
        const paths =
          typeof value === 'object' && !members.includes(member)
            ? Object.keys(value as object).map((inner) => `${member}.${inner}`)
            : [member];
        for (const path of paths) expect(members).toContain(path);
      }
    },
  );

  it('say nothing of who the person is but dates', () => {
    const data = { ...example('patient.registered'), birthDate: '1938-04', deceased: '2026' };
    expect(retentionFactsOf('patient.registered', data)).toEqual({ birthDate: '1938-04', deceased: '2026' });
    expect(retentionFactsOf('patient.registered', { identifiers: [], gender: 'female' })).toEqual({});
    const admitted = {
      stayId: 's',
      class: 'inpatient',
      location: { facility: 'linden', room: '12' },
      reason: [{ text: 'stroke' }],
      attending: { name: 'Dr. X' },
    };
    expect(retentionFactsOf('stay.admitted', admitted)).toEqual({ stayId: 's', location: { facility: 'linden' } });
    expect(retentionFactsOf('stay.admitted', { stayId: 's', location: { room: '12' } })).toEqual({ stayId: 's' });
    expect(retentionFactsOf('patient.deceased', { deceasedAt: '2026-01', cause: { text: 'stroke' }, verifiedBy: 'Dr. X' })).toEqual({
      deceasedAt: '2026-01',
    });
  });

  it('of an amendment are those of the entry that it corrects, and none where that has none', () => {
    const amendment = { entryId: 'e', schemaVersion: 1, changeLog: { reason: 'typo' } };
    expect(
      retentionFactsOf('entry.amended', {
        ...amendment,
        type: 'patient.deceased',
        data: { deceasedAt: '2026-01', cause: { text: 'x' } },
        occurredAt: 't',
      }),
    ).toEqual({
      entryId: 'e',
      type: 'patient.deceased',
      schemaVersion: 1,
      occurredAt: 't',
      data: { deceasedAt: '2026-01' },
    });
    expect(retentionFactsOf('entry.amended', { ...amendment, type: 'note.written', data: { text: 'x' } })).toBeUndefined();
    expect(retentionFactsOf('entry.amended', { ...amendment, type: 'toString', data: {} })).toBeUndefined();
    expect(retentionFactsOf('entry.struck', { entryId: 'e', reason: 'other', comment: 'x' })).toEqual({ entryId: 'e' });
  });
});
