import type { PatientEvent } from '@everchart/clinical-facts';
import type { OpenedEvent } from '../src/consumers/read-model.js';
import { streamOf, type Wish } from './generated-records.js';
import { numbered } from './patient-stream.js';

export const org = 'home';
export const storeId = '0b2e7c40-4a3f-4d55-9d18-6c0f4c2a7123';

/** As the runner gives an event to the read model. */
export function openedEvent(patient: string, event: PatientEvent): OpenedEvent {
  const { eventId, streamVersion: n, type, occurredAt, recordedAt, data } = event;
  const header = {
    id: eventId, source: `urn:everchart:ingest:${storeId}/1`, type, subject: patient, dataschema: `urn:everchart:schema:${type}:1`,
    occurredat: occurredAt, org, actor: 'carer-anna', actorrole: 'carer', shard: 0, contentdigest: '', keyid: '', retentionclass: 'clinical',
    correlationid: '', time: recordedAt, streamversion: n, position: 10 * n, previous: 10 * (n - 1), chain: '',
  }; // prettier-ignore
  return { header, event, data: JSON.stringify(data) };
}

const idOf = (name: string): string =>
  `01980c60-0000-7000-8000-${(/w(\d+)/.exec(name)?.[1] ?? (name === '"e1"' ? '0' : '999999')).padStart(12, '0')}`;

/** A generated record: some of it cannot be read, and some is recorded in one moment. */
export function generatedRecord(patient: string, wishes: readonly Wish[]): OpenedEvent[] {
  // Ids of the generated streams are names.
  const withIds = JSON.stringify(streamOf(wishes)).replace(/"(?:[we]\d+|missing)"/g, (name) => `"${idOf(name)}"`);
  return numbered(JSON.parse(withIds) as ReturnType<typeof streamOf>).map((each) => {
    const n = each.streamVersion;
    const recordedAt = new Date(Date.UTC(2026, 2, 1) + Math.floor(n / 3) * 1000).toISOString().replace('Z', '123Z');
    const isLost = n % 97 === 5 && !each.type.startsWith('entry.');
    return openedEvent(patient, {
      ...each,
      recordedAt,
      ...(isLost ? { data: null, unreadable: { code: 'key-missing', position: n } } : {}),
    });
  });
}

const code = (value: string) => ({ text: value, coding: [{ system: 'http://loinc.org', code: value }] });

/** Years of a resident: readings, doses, tasks, notes and flags, an entry every ten minutes, one in fifty corrected. */
export function residentRecord(patient: string, count: number): OpenedEvent[] {
  const id = (n: number): string => `01980c60-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const medicine = (n: number) => ({ text: `Medicine ${n % 12}`, coding: [{ system: 'http://www.whocc.no/atc', code: `A${n % 12}` }] });
  const written = (n: number, at: string): [type: string, data: Record<string, unknown>] => {
    if (n === 1) return ['patient.registered', { identifiers: [], name: { family: 'Keller', given: ['Anna'] }, birthDate: '1941', gender: 'female' }];
    if (n <= 13) return ['medication.prescribed', { medication: medicine(n), doseText: 'one' }];
    const pick = n % 50;
    if (pick === 7) return ['entry.struck', { entryId: id(n - (n % 100 === 7 && n > 2000 ? 1204 : 4)), reason: 'entered-in-error' }];
    if (pick < 26) return ['observation.recorded', { code: code(`c${n % 23}`), category: 'vital-signs', valueQuantity: { value: n % 90, unit: '/min', code: '/min' } }];
    if (pick < 40) return ['medication.administered', { medication: medicine(n), prescriptionId: id(2 + (n % 12)), scheduledAt: at, dose: { value: 1, unit: 'tablet', code: '{tbl}' } }];
    if (pick < 44) return ['plan.task-completed', { code: code(`t${n % 9}`) }];
    if (pick === 44) return ['flag.raised', { colour: 'amber', reason: 'Hip pain after a fall' }];
    if (pick === 45) return ['flag.cleared', { flagId: id(n - 1), reason: 'Seen' }];
    return ['note.written', { kind: 'progress', text: `Slept well, ate half of the breakfast, walked to the garden with help. ${n}` }];
  }; // prettier-ignore
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    const ms = Date.UTC(2024, 0, 1) + n * 600_000;
    const occurredAt = new Date(ms - (n % 40 === 0 ? 7_200_000 : 60_000)).toISOString();
    const [type, data] = written(n, occurredAt);
    const recordedAt = new Date(ms).toISOString().replace('Z', '000Z');
    return openedEvent(patient, { eventId: id(n), streamVersion: n, type, actor: 'carer-anna', occurredAt, recordedAt, data });
  });
}
