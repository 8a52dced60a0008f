import { withOrigin } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

const topicOf = (consentId: string): string => `consent/${consentId.toLowerCase()}`;

/** Consents, until they are withdrawn. Whether their period lasts still is up to who reads. */
export const consent: Concept = {
  prefix: 'consent',
  reads: {
    'consent.granted': (data, { eventId }) => [{ topic: topicOf(eventId), slot: 'granted', value: data }],
    'consent.withdrawn': ({ consentId }) => [{ topic: topicOf(consentId), slot: 'withdrawn', value: {} }],
  },
  settled: (facts) => 'withdrawn' in facts,
  shows: ({ granted, withdrawn }) =>
    granted && !withdrawn ? [{ section: 'consents', rank: newest(granted), value: withOrigin(granted) }] : [],
};
