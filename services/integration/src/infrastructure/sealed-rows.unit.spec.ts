import { randomBytes, randomUUID } from 'node:crypto';
import type { PatientEvent, Person, StayOfPerson } from '@everchart/clinical-facts';
import { describe, expect, it } from '@jest/globals';
import { keyNamesOf, openEntry, openMessage, openPerson, sealEntry, sealMessage, sealPerson } from './sealed-rows.js';

describe('rows of a patient', () => {
  const key = { keyId: randomUUID(), key: randomBytes(32) };
  const findKey = (org: string, keyId: string) => (org === 'home' && keyId === key.keyId ? key.key : undefined);
  const none = () => undefined;
  const own = { org: 'home', patient: randomUUID() };
  const other = { ...own, patient: randomUUID() };

  it('a message opens for its organisation, patient, destination and control id only', () => {
    const name = { ...own, destination: 'city', controlId: 'A1' };
    const sealed = sealMessage(name, 'PID|Keller\r"\ud83d\ude00"', key);
    expect(openMessage(name, sealed, key.key)).toBe('PID|Keller\r"\ud83d\ude00"');
    for (const [member, value] of Object.entries({ org: 'away', patient: other.patient, destination: 'county', controlId: 'A2' }))
      expect(openMessage({ ...name, [member]: value }, sealed, key.key)).toBeUndefined();
    expect(openMessage(name, sealed, randomBytes(32))).toBeUndefined();
  });

  it('a row that is too short to name its key needs none', () => {
    expect(keyNamesOf('home', sealPerson(own, { replaces: [], stays: new Map() } as unknown as Person, key))).toEqual([{ org: 'home', keyid: key.keyId }]); // prettier-ignore
    expect(keyNamesOf('home', Buffer.alloc(16))).toEqual([]);
  });

  it('a person opens with the current stay, for the own patient only', () => {
    const [current, past] = ['a', 'b'].map((stayId) => [stayId, { stayId, state: 'open' } as unknown as StayOfPerson] as const);
    const person = { identity: { birthDate: '1941' }, replaces: [], currentStayId: 'a', stays: new Map([current!, past!]) } as Person;
    const sealed = sealPerson(own, person, key);
    expect(openPerson(own, sealed, findKey)).toEqual({ ...person, stays: new Map([current!]) });
    expect(openPerson(other, sealed, findKey)).toBeUndefined();
    expect(openPerson(own, sealed, none)).toBeUndefined();
    expect(openPerson(own, Buffer.alloc(1), findKey)).toBeUndefined();
  });

  it('an entry opens for its own patient and event; without its key, or moved, it is one that cannot be read', () => {
    const entry: PatientEvent = { eventId: randomUUID(), streamVersion: 1, type: 'patient.registered', actor: 'a', occurredAt: '2026-03-01T08:00:00Z', recordedAt: '2026-03-01T08:00:00Z', data: { birthDate: '1941-05-06' } }; // prettier-ignore
    const stored = sealEntry(own, entry, key);
    expect(JSON.stringify(stored.entry)).not.toContain('1941-05-06');
    expect(openEntry(own, stored, findKey)).toEqual(entry);
    const unreadable = { data: null, unreadable: { code: 'key-missing' } };
    expect(openEntry(own, stored, none)).toMatchObject(unreadable);
    expect(openEntry(other, stored, findKey)).toMatchObject(unreadable);
    expect(openEntry(own, { ...stored, entry: { ...stored.entry, eventId: randomUUID() } }, findKey)).toMatchObject(unreadable);
    for (const data of [Buffer.alloc(0), stored.data!.subarray(0, 16), stored.data!.subarray(0, 40)])
      expect(openEntry(own, { ...stored, data }, findKey)).toMatchObject(unreadable);
    const known = { ...entry, data: null, unreadable: { code: 'payload-malformed', position: 7 } };
    expect(openEntry(own, sealEntry(own, known, undefined), findKey)).toEqual(known);
  });
});
