import { describe, expect, it } from '@jest/globals';
import { refusalProblem, refusalProblems } from './refusal.problem.js';

describe('the answer to a refused event', () => {
  it('names the place, the event in the way and the other record', () => {
    expect(refusalProblem({ code: 'patient-merged', pointer: '/movedTo/patientId', first: 'f', otherPatientId: 'p' })).toEqual({
      code: 'patient-merged',
      status: 409,
      title: refusalProblems['patient-merged'].title,
      detail: refusalProblems['patient-merged'].detail,
      faults: [{ pointer: '/data/movedTo/patientId', message: refusalProblems['patient-merged'].fault }],
      extensions: { first: { id: 'f' }, otherPatientId: 'p' },
    });
  });

  it('says of the event in the way what its header tells', () => {
    const first = { id: 'f', occurredAt: '2026-03-01T08:00:00+01:00', actor: 'carer-7' };
    expect(refusalProblem({ code: 'dose-given', first: 'f' }, first)).toMatchObject({ status: 409, extensions: { first } });
  });

  it('has no members that it has nothing to say in', () => {
    expect(Object.keys(refusalProblem({ code: 'stay-not-discharged' }))).toEqual(['code', 'status', 'title', 'detail']);
  });

  it.each(Object.entries(refusalProblems))('%s says what is the matter and what to do', (code, { status, title, detail, fault }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect([404, 409, 422]).toContain(status);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(detail).toMatch(/\.$/);
    // A member can be to blame only for what is wrong by itself, or names something that is.
    if (status !== 409) expect(fault).toBeDefined();
  });
});
