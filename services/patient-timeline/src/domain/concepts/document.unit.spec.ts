import { describe, expect, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('documents', () => {
  const letter = { title: 'Letter', contentType: 'application/pdf', size: 1, sha256: 'a'.repeat(64), location: 'x/1' };
  const attached = (id: string, hour: number, data: object = {}) => told(id, 'document.attached', { ...letter, ...data }, hour);

  it('show what was attached last, and not what another one replaces', () => {
    given(start, attached('e2', 8), attached('e3', 9, { title: 'Plan' })).then({ documents: [{ title: 'Plan' }, { title: 'Letter' }] });
    given(start, attached('e2', 8), attached('e3', 9, { replaces: 'E2' })).then({ documents: [{ entryId: 'e3' }] });
    given(start, attached('e2', 8), attached('e3', 9, { replaces: 'e2' }), strike('e4', 'e3')).then({ documents: [{ entryId: 'e2' }] });
  });

  it('have among them the photo of the person: the newest that is not replaced, however many were attached since', () => {
    const face = { contentType: 'image/jpeg', category: { coding: [{ system: 'http://loinc.org', code: '72170-4' }] } };
    const photos = [attached('p1', 2, face), attached('p2', 3, { ...face, replaces: 'p1' })];
    given(start, ...photos).then({ photo: { entryId: 'p2', sha256: letter.sha256 }, documents: [{ entryId: 'p2' }] });
    given(start, ...photos, strike('x', 'p2')).then({ photo: { entryId: 'p1' } });
    given(start, attached('d', 2, { ...face, contentType: 'application/pdf' })).then({ photo: null });
    const later = Array.from({ length: 60 }, (_, n) => attached(`d${n}`, 4));
    given(start, ...photos, ...later).then({ photo: { entryId: 'p2' } });
    given(start, ...later, ...photos).then({ photo: { entryId: 'p2' } });
  });

  it('are kept at hand up to a number, whatever the order in which they come', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...attached(`d${n}`, 1),
      occurredAt: `2026-03-01T00:${String(n).padStart(2, '0')}:00Z`,
    }));
    const newest = many.slice(-20).reverse().map(({ eventId }) => ({ entryId: eventId })); // prettier-ignore
    for (const order of [many, [...many].reverse()]) {
      const { then, record } = given(start, ...order, attached('r', 9, { replaces: 'd0' }));
      then({ documents: [{ entryId: 'r' }, ...newest.slice(0, -1)] });
      expect(Object.keys(record.facts['document']!)).toHaveLength(50);
    }
    // Where there are no more than are kept, the newest are shown all the same.
    given(start, ...many.slice(-30)).then({ documents: newest });
    given(start, ...many.slice(-30).reverse()).then({ documents: newest });
    given(start, ...many, strike('s', 'd59')).then({ documents: [...newest.slice(1), { entryId: 'd39' }] });
  });
});
