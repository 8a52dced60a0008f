import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

const mebibyte = 1024 * 1024;

describe('requests that are made of faults', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  const patient = randomUUID();

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api', RATE_LIMIT_CLIENT: '0', RATE_LIMIT_ORGANISATION: '0' });
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org })).status).toBe(201);
  });
  afterAll(() => suite.stop());

  /** @returns the answer's bytes, and how often another caller was answered meanwhile */
  const send = async (path: string, body: string, type = 'application/json') => {
    const url = `${suite.url}/v1/orgs/${org}${path}`;
    const headers = { authorization: `Bearer ${await suite.token(org)}`, 'content-type': type };
    let others = 0;
    let done = false;
    const other = (async () => {
      while (!done) {
        await fetch(`${suite.url}/health/live`);
        others += 1;
      }
    })();
    const answer = await fetch(url, { method: 'POST', headers, body });
    const text = await answer.text();
    done = true;
    await other;
    return { status: answer.status, text, others };
  };
  /** About as many bytes as that of members that are not known. */
  const unknown = (bytes: number): string => Array.from({ length: bytes / 12 }, (_, at) => `"x${at.toString(36)}":1`).join(',');
  const open = (event: object): string => JSON.stringify(event).slice(0, -1);

  const event = { patientId: patient, ...note('x') };
  const bodies = (bytes: number): Record<string, string> => ({
    'an event': `[${open(event)},${unknown(bytes)}}]`,
    'the data of an event': `[${open({ ...event, data: { kind: 'progress', text: 'x' } }).slice(0, -1)},${unknown(bytes)}}}]`,
    'the batch': `{"events":[],${unknown(bytes)}}`,
  });

  it.each(['an event', 'the data of an event'])(
    '7 MiB of unknown members of %s are refused unread, and its neighbours are recorded',
    async (part) => {
      const neighbour = { patientId: patient, ...note('y') };
      const { status, text } = await send('/events', bodies(7 * mebibyte)[part]!.replace(/\]$/, `,${JSON.stringify(neighbour)}]`));
      expect(status).toBe(200);
      expect((JSON.parse(text) as { results: unknown }).results).toEqual([
        {
          outcome: 'invalid',
          status: 422,
          problem: expect.objectContaining({ faults: [{ pointer: '', message: 'is too large' }] }),
        },
        expect.objectContaining({ id: neighbour.id, status: 201 }),
      ]);
    },
  );

  it('7 MiB of unknown members of the batch are refused unread', async () => {
    const { status, text } = await send('/events', bodies(7 * mebibyte)['the batch']!);
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:everchart:problem:body-too-large',
      detail: 'One part of the body has at most 1048576 bytes, and 10000 members and elements. Send less at once.',
    });
  });

  it.each([
    ['an event', 200, '/x', ''],
    ['the data of an event', 200, '/data/x', '/data'],
    ['the batch', 422, '/x', ''],
  ])('9900 unknown members of %s are a hundred faults, of which the last has the count', async (part, expected, each, all) => {
    const { status, text } = await send('/events', bodies(9900 * 12)[part]!);
    expect(status).toBe(expected);
    const answer = JSON.parse(text) as { faults: unknown; results: { status: number; problem: { faults: unknown } }[] };
    if (status === 200) expect(answer.results.map((result) => result.status)).toEqual([422]);
    expect(status === 200 ? answer.results[0]!.problem.faults : answer.faults).toEqual([
      ...Array.from({ length: 99 }, (_, at) => ({ pointer: `${each}${at.toString(36)}`, message: 'is not known here' })),
      { pointer: all, message: 'has 9801 more faults, which are not named' },
    ]);
  });

  it('a thousand events with hundreds of faults each are answered with less than a megabyte, and others in between', async () => {
    const line = `${open({ patientId: patient, ...note('x') })},${unknown(7000)}}`;
    const { status, text, others } = await send('/events', `${line}\n`.repeat(1000), 'application/x-ndjson');
    expect(status).toBe(200);
    const { results } = JSON.parse(text) as { results: { status: number; problem: { faults: unknown[] } }[] };
    expect(results).toHaveLength(1000);
    expect(results.every(({ status: own, problem }) => own === 422 && problem.faults.length >= 1)).toBe(true);
    expect(results.reduce((sum, { problem }) => sum + problem.faults.length, 0)).toBeLessThan(5000);
    expect(text.length).toBeLessThan(mebibyte);
    expect(others).toBeGreaterThan(3);
  });

  it('a unit of 90 kB is refused for its length, and its neighbours are recorded', async () => {
    const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
    const observation = (unit: string) => ({
      patientId: patient,
      ...note('x', {
        type: 'observation.recorded',
        data: { code, category: 'vital-signs', valueQuantity: { value: 72, unit: '/min', code: unit } },
      }),
    });
    const { status, text } = await send('/events', JSON.stringify([observation('m.'.repeat(45_000) + 'm'), observation('/min')]));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      results: [
        { status: 422, problem: { faults: [{ pointer: '/data/valueQuantity/code', message: 'must NOT have more than 100 characters' }] } },
        { status: 201 },
      ],
    });
  });
});
