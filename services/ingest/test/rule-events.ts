import { createHash } from 'node:crypto';
import type { Writing } from '../src/domain/rules/companion.js';

/** A UUIDv7 that a name always stands for. */
export function uuid(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

export interface Told {
  /** Name of the patient; `anna` unless said. */
  patient?: string;
  /** When it happened: an hour of 1 March, or a date and time. */
  at?: number | string;
}

const versions: Readonly<Record<string, number>> = { 'entry.struck': 2, 'observation.recorded': 2 };

/** @param name stands for the event's id */
export function told(name: string, type: string, data: Record<string, unknown> = {}, { patient = 'anna', at = 8 }: Told = {}): Writing {
  return {
    patientId: uuid(patient),
    id: uuid(name),
    type,
    schemaVersion: versions[type] ?? 1,
    occurredAt: typeof at === 'string' ? at : `2026-03-01T${String(at).padStart(2, '0')}:00:00+01:00`,
    data,
  };
}

export const registered = (patient = 'anna'): Writing =>
  told(`registered ${patient}`, 'patient.registered', { identifiers: [], name: { family: 'Keller', given: [patient] }, gender: 'female' }, { patient, at: 1 }); // prettier-ignore
export const note = (name: string, about?: Told): Writing => told(name, 'note.written', { kind: 'progress', text: 'Slept well' }, about);
export const strike = (name: string, entry: string, about: Told = { at: 20 }): Writing =>
  told(name, 'entry.struck', { entryId: uuid(entry), reason: 'entered-in-error' }, about);
/** A strike that moves the entry to another patient's record, where it gets the id of `copy`. */
export const move = (name: string, entry: string, patient: string, copy: string): Writing =>
  told(
    name,
    'entry.struck',
    { entryId: uuid(entry), reason: 'wrong-patient', movedTo: { patientId: uuid(patient), entryId: uuid(copy) } },
    { at: 20 },
  );
export const amend = (name: string, entry: Writing, data: Record<string, unknown>, occurredAt?: string): Writing =>
  told(
    name,
    'entry.amended',
    {
      entryId: entry.id,
      type: entry.type,
      schemaVersion: entry.schemaVersion,
      data,
      changeLog: { reason: 'Mistyped' },
      ...(occurredAt === undefined ? {} : { occurredAt }),
    },
    { at: 19 },
  );
export const merge = (name: string, patient: string, into: string): Writing =>
  told(name, 'patient.merged', { link: 'replaced-by', otherPatientId: uuid(into) }, { patient, at: 12 });

const medicine = { text: 'Amlodipine 5 mg', coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] };
export const due = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;
export const given = (name: string, data: Record<string, unknown> = {}, about: Told = {}): Writing =>
  told(name, 'medication.administered', { medication: medicine, scheduledAt: due(8), ...data }, about);
export const notGiven = (name: string, data: Record<string, unknown> = {}, about: Told = {}): Writing =>
  told(name, 'medication.not-given', { medication: medicine, scheduledAt: due(8), kind: 'refused', reason: { text: 'Asleep' }, ...data }, about); // prettier-ignore
export const prescribed = (name: string, about?: Told): Writing => told(name, 'medication.prescribed', { medication: medicine }, about);

export const admitted = (name: string, stay: string, about?: Told): Writing =>
  told(name, 'stay.admitted', { stayId: uuid(stay), class: 'residential' }, about);
export const transferred = (name: string, stay: string, about: Told = { at: 9 }): Writing =>
  told(name, 'stay.transferred', { stayId: uuid(stay), location: { unit: 'Garden' } }, about);
export const discharged = (name: string, stay: string, about: Told = { at: 10 }): Writing =>
  told(name, 'stay.discharged', { stayId: uuid(stay) }, about);
export const cancelled = (name: string, stay: string, cancels: 'admission' | 'transfer' | 'discharge', about: Told = { at: 11 }): Writing =>
  told(name, 'stay.cancelled', { stayId: uuid(stay), cancels, reason: 'Wrong bed' }, about);

export const raised = (name: string, colour: string, about?: Told): Writing => told(name, 'flag.raised', { colour, reason: 'Fell' }, about);
export const coloured = (name: string, flag: string, colour: string, about: Told = { at: 9 }): Writing =>
  told(name, 'flag.changed', { flagId: uuid(flag), colour, reason: 'Pain' }, about);
export const acknowledged = (name: string, flag: string, about: Told = { at: 10 }): Writing =>
  told(name, 'flag.acknowledged', { flagId: uuid(flag) }, about);
export const cleared = (name: string, flag: string, about: Told = { at: 11 }): Writing =>
  told(name, 'flag.cleared', { flagId: uuid(flag), reason: 'Walks again' }, about);

export const instructed = (name: string, about?: Told): Writing =>
  told(name, 'plan.instruction-given', { title: 'Walk daily', status: 'active' }, about);
export const revised = (name: string, instruction: string, about?: Told): Writing =>
  told(
    name,
    'plan.instruction-revised',
    { instructionId: uuid(instruction), title: 'Walk twice a day', status: 'active', changeLog: { reason: 'Stronger' } },
    about,
  );
export const ended = (name: string, instruction: string, about?: Told): Writing =>
  told(name, 'plan.instruction-ended', { instructionId: uuid(instruction), reason: 'Reached' }, about);
