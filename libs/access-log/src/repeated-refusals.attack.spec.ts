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
  const refuse = (access = refusal(), org = 'home') => (refusals.count(org, access) ? undefined : put(org, access));

  it('has a hundred entries, and then one per second; the others are counted, and none is lost', async () => {
    for (let count = 0; count < 20_000; count += 1) {
      now += 1;
      await refuse();
    }
    const single = onRecord.length;
    expect(single).toBeLessThanOrEqual(100 + 21);
    expect(single).toBeGreaterThanOrEqual(100);
    await refusals.flush();
    expect(onRecord).toHaveLength(single + 1);
    const { patient, detail } = onRecord.at(-1)!;
    expect([patient, detail]).toEqual([undefined, { code: 'role-missing', repeated: 20_000 - single, patients: expect.any(Array) }]);
    expect((detail as { patients: string[] }).patients).toHaveLength(20);
  });

  it('leaves the entries of others as they are', async () => {
    const before = onRecord.length;
    await refuse(refusal({ actor: 'carer-2' }));
    await refuse(refusal(), 'other');
    expect(onRecord).toHaveLength(before + 2);
  });

  it('is told apart by what it was refused for', async () => {
    const before = onRecord.length;
    for (let count = 0; count < 10; count += 1) {
      await refuse(refusal({ operation: 'timeline.read' }));
      await refuse(refusal({ detail: { code: 'organisation-forbidden' } }));
    }
    await refusals.flush();
    const added = onRecord.slice(before);
    expect(added.map(({ operation, detail }) => [operation, detail!.code, detail!.repeated])).toEqual([
      ['timeline.read', 'role-missing', 10],
      ['summary.read', 'organisation-forbidden', 10],
    ]);
  });

  it('keeps count and patients of what could not be put on record while more came', async () => {
    const put: AccessToRecord[] = [];
    let fail: (error: Error) => void = () => undefined;
    const own = new RepeatedRefusals(
      (_org, access) => {
        put.push(access);
        return put.length > 1 ? Promise.resolve() : new Promise((_resolve, reject) => (fail = reject));
      },
      () => 0,
    );
    for (let count = 0; count < 100; count += 1) expect(own.count('home', refusal())).toBe(false);
    const patients = [randomUUID(), randomUUID()];
    expect(own.count('home', refusal({ patient: patients[0]! }))).toBe(true);
    const first = own.flush();
    expect(own.count('home', refusal({ patient: patients[1]! }))).toBe(true);
    fail(new Error('away'));
    await first;
    await own.flush();
    expect(put.at(-1)!.detail).toMatchObject({ repeated: 2, patients });
  });

  it('is not answered on credit while nothing can be put on record, and what was counted is kept', async () => {
    await refuse();
    isAway = true;
    await refusals.flush();
    await expect(refuse()).rejects.toThrow(AccessNotRecordedError);
    isAway = false;
    await refusals.flush();
    expect(onRecord.at(-1)!.detail).toMatchObject({ repeated: 1 });
    expect(refusals.count('home', refusal())).toBe(true);
    await refusals.flush();
  });
});
