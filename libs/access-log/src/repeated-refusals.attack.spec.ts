import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AccessNotRecordedError, type AccessToRecord } from './access-log.js';
import { RepeatedRefusals } from './repeated-refusals.js';

const refusal = (more: Partial<AccessToRecord> = {}): AccessToRecord => ({
  operation: 'summary.read',
  outcome: 'denied',
  status: 403,
  purpose: 'TREAT',
  actor: 'carer-1',
  role: 'carer',
  correlationId: randomUUID(),
  patient: randomUUID(),
  patientKnown: false,
  detail: { code: 'role-missing' },
  ...more,
});

describe('a caller that is refused without end', () => {
  let now = 0;
  const onRecord: AccessToRecord[] = [];
  let isAway = false;
  const put = (_: string, access: AccessToRecord): Promise<void> => {
    if (isAway) return Promise.reject(new AccessNotRecordedError('away'));
    onRecord.push(access);
    return Promise.resolve();
  };
  const refusals = new RepeatedRefusals(put, () => now);
  const answered: AccessToRecord[] = [];
  const refuse = (access = refusal(), org = 'home') => refusals.record(org, access).then(() => void answered.push(access));
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('has a hundred entries, and then one per second; the others are counted, and none is lost', async () => {
    const waiting: Promise<void>[] = [];
    for (let count = 0; count < 20_000; count += 1) {
      now += 1;
      waiting.push(refuse());
    }
    const single = onRecord.length;
    expect(single).toBeLessThanOrEqual(100 + 21);
    expect(single).toBeGreaterThanOrEqual(100);
    await refusals.flush();
    await Promise.all(waiting);
    expect(onRecord).toHaveLength(single + 1);
    const { patient, detail } = onRecord.at(-1)!;
    expect([patient, detail]).toEqual([undefined, { code: 'role-missing', repeated: 20_000 - single, patients: expect.any(Array) }]);
    expect((detail as { patients: string[] }).patients).toHaveLength(20);
  });

  it('is answered after its count is on record, not before', async () => {
    const [before, answersBefore] = [onRecord.length, answered.length];
    const waiting = [refuse(), refuse()];
    await turn();
    expect([onRecord.length, answered.length]).toEqual([before, answersBefore]);
    await Promise.all(waiting);
    expect([onRecord.length, answered.length]).toEqual([before + 1, answersBefore + 2]);
    expect(onRecord.at(-1)!.detail).toMatchObject({ repeated: 2 });
  });

  it('leaves the entries of others as they are', async () => {
    const before = onRecord.length;
    await refuse(refusal({ actor: 'carer-2' }));
    await refuse(refusal(), 'other');
    expect(onRecord).toHaveLength(before + 2);
  });

  it('is told apart by what it was refused for', async () => {
    const before = onRecord.length;
    const waiting = Array.from({ length: 10 }, () => [
      refuse(refusal({ operation: 'timeline.read' })),
      refuse(refusal({ detail: { code: 'organisation-forbidden' } })),
    ]);
    await refusals.flush();
    await Promise.all(waiting.flat());
    const added = onRecord.slice(before);
    expect(added.map(({ operation, detail }) => [operation, detail!.code, detail!.repeated])).toEqual([
      ['timeline.read', 'role-missing', 10],
      ['summary.read', 'organisation-forbidden', 10],
    ]);
  });

  it('is not answered while nothing can be put on record', async () => {
    isAway = true;
    const waiting = [refuse(), refuse(refusal({ actor: 'carer-3' }))].map((each) => expect(each).rejects.toThrow(AccessNotRecordedError));
    await refusals.flush();
    await Promise.all(waiting);
    isAway = false;
    const again = refuse();
    await refusals.flush();
    await again;
    expect(onRecord.at(-1)!.detail).toMatchObject({ repeated: 1 });
  });
});
