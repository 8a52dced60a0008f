import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { describeApi } from '@everchart/platform';
import { ApiDocument } from '@everchart/testing';
import { describe, expect, it } from '@jest/globals';
import { v4 as newId } from 'uuid';
import { everyType } from '../../test/every-type.js';
import { recordOf } from '../domain/patient-record.js';
import { topicsByNeed } from '../domain/sections.js';
import { summaryOf } from '../domain/summary.js';
import { api } from './api.js';

const letter = { title: 'Face', size: 1, sha256: 'a'.repeat(64), location: 'x/1' };

type Node = Record<string, unknown>;

describe('the API as it is described', () => {
  const description = describeApi(api) as unknown as { components: { schemas: Record<string, Node> } };
  const document = new ApiDocument(description);
  const summaryPlace = ['components', 'schemas', 'Summary'];

  it('describes every member that the summary can have', () => {
    const patient = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
    const replaces = { id: patient, patient, type: 'patient.merged', data: { link: 'replaces', otherPatientId: patient } };
    const face = {
      id: newId(),
      patient,
      type: 'document.attached',
      data: { ...letter, category: { coding: [{ system: 'http://loinc.org', code: '72170-4' }] }, contentType: 'image/jpeg' },
    };
    const again = {
      id: newId(),
      patient,
      type: 'allergy.recorded',
      data: { substance: { text: 'Paracetamol' }, clinicalStatus: 'active', verification: 'confirmed' },
    };
    const twice = ['p', 'q'].map(() => ({
      id: newId(),
      patient,
      type: 'medication.prescribed',
      data: { medication: { text: 'Paracetamol' } },
    }));
    const drafts = [...everyType(patient), replaces, face, again, ...twice];
    // What closes something hides it: the summary with it, and as it was before.
    const closing = new Set(['flag.cleared', 'incident.reviewed', 'allergy.refuted', 'problem.resolved', 'preference.withdrawn', 'plan.instruction-ended', 'medication.stopped', 'consent.withdrawn', 'stay.discharged', 'stay.cancelled', 'plan.instruction-revised', 'entry.struck']); // prettier-ignore
    const seen = new Set<string>();
    for (const shown of [drafts, drafts.filter(({ type }) => !closing.has(type))]) {
      const record = recordOf(
        shown.map(({ id, type, data }, index) => ({
          eventId: id!,
          streamVersion: index + 1,
          type,
          actor: 'carer-anna',
          occurredAt: `2026-03-01T08:00:${String(index).padStart(2, '0')}Z`,
          recordedAt: '2026-03-01T09:00:00.000000Z',
          data,
        })),
      );
      for (const topic of Object.keys(record.facts)) expect(topicsByNeed).toHaveProperty([topic.split('/')[0]!]);
      const summary = JSON.parse(JSON.stringify(summaryOf(record))) as Record<string, unknown>;
      expect(document.faultsOfValue(summaryPlace, summary)).toEqual([]);
      for (const [section, value] of Object.entries(summary))
        if (Array.isArray(value) ? value.length > 0 : value !== null) seen.add(section);
    }
    expect(seen).toEqual(new Set(Object.keys(description.components.schemas['Summary']!['properties'] as Node)));
    expect(new Set(drafts.map(({ type }) => type))).toEqual(new Set(clinicalEventTypes.map(({ type }) => type)));
  });
});
