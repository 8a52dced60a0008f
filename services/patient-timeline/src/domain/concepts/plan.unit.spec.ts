import { describe, expect, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('the plan', () => {
  const turning = { title: 'Turn every two hours', status: 'active' };
  const instructed = told('e2', 'plan.instruction-given', turning);
  const revised = told(
    'e3',
    'plan.instruction-revised',
    { ...turning, instructionId: 'E2', title: 'Turn every three hours', changeLog: { reason: 'skin is well' } },
    9,
  );
  const ended = told('e4', 'plan.instruction-ended', { instructionId: 'e2', reason: 'healed' }, 10);
  const turned = (id: string, hour: number, data: object = {}) =>
    told(id, 'plan.task-completed', { code: { text: 'Turned' }, instructionId: 'e2', ...data }, hour);

  it('shows instructions that are open', () => {
    given(start, instructed, told('e3', 'plan.instruction-given', { ...turning, status: 'completed' })).then({ plan: [{ entryId: 'e2' }] });
    given(start, told('e2', 'plan.instruction-given', { ...turning, status: 'on-hold' })).then({
      plan: [{ status: 'on-hold', entryId: 'e2' }],
    });
  });

  it('shows a revision in the place of what it revises, until it is struck', () => {
    const { then, record } = given(start, instructed, revised);
    then({ plan: [{ title: 'Turn every three hours', revises: 'e2', revisionReason: 'skin is well', entryId: 'e3' }] });
    expect(record.settled).toEqual(['plan/e2']);
    given(start, instructed, revised, strike('e4', 'e3')).then({ plan: [{ title: 'Turn every two hours', entryId: 'e2' }] });
  });

  it('leaves out what has ended, until that is struck', () => {
    given(start, instructed, ended).then({ plan: [] });
    given(start, instructed, ended, strike('e5', 'e4')).then({ plan: [{ entryId: 'e2' }] });
  });

  it('tells when a task was done last, with the instruction that asks for it and for itself', () => {
    given(start, instructed, turned('e3', 12), turned('e4', 9)).then({
      plan: [{ lastTask: { code: { text: 'Turned' }, outcome: 'done', by: 'carer-anna', entryId: 'e3' } }],
      tasks: [{ code: { text: 'Turned' }, outcome: 'done', instructionId: 'e2', entryId: 'e3' }],
    });
    given(start, turned('e2', 9, { instructionId: undefined, outcome: 'refused', reason: { text: 'tired' } })).then({
      tasks: [{ outcome: 'refused', reason: { text: 'tired' } }],
    });
  });

  it('tells it beyond a revision of the instruction', () => {
    given(start, instructed, turned('e4', 8), revised).then({ plan: [{ entryId: 'e3' }], tasks: [{ entryId: 'e4' }] });
  });
});
