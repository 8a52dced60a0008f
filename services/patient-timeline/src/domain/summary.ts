import { allergiesSection } from './concepts/allergy.concept.js';
import { flagsSection } from './concepts/flag.concept.js';
import { identitySection } from './concepts/identity.concept.js';
import { medicationSection } from './concepts/medication.concept.js';
import { vitalSignsSection } from './concepts/observation.concept.js';
import { planSection } from './concepts/plan.concept.js';
import { preferencesSection } from './concepts/preference.concept.js';
import { problemsSection } from './concepts/problem.concept.js';
import { currentStaySection } from './concepts/stay.concept.js';
import type { TopicFacts } from './facts.js';
import type { PatientRecord } from './patient-record.js';

type Section = Record<string, unknown>[];

/** What a carer needs at the bedside, on one page. Every element names the entry it comes from. */
export interface PatientSummary {
  /** Null when the registration was struck. */
  identity: Record<string, unknown> | null;
  currentStay: Record<string, unknown> | null;
  allergies: Section;
  flags: Section;
  preferences: Section;
  problems: Section;
  plan: Section;
  medication: Section;
  vitalSigns: Section;
  counts: { byType: Record<string, number>; struck: number; unread: number };
}

export function summaryOf(record: PatientRecord): PatientSummary {
  const sections = new Map<string, TopicFacts[]>();
  for (const [topic, facts] of Object.entries(record.facts)) {
    const prefix = topic.split('/', 1)[0]!;
    const section = sections.get(prefix);
    if (section) section.push(facts);
    else sections.set(prefix, [facts]);
  }
  const topics = (prefix: string): TopicFacts[] => sections.get(prefix) ?? [];
  return {
    identity: identitySection(record.facts['identity']),
    currentStay: currentStaySection(topics('stay')),
    allergies: allergiesSection(topics('allergy')),
    flags: flagsSection(topics('flag')),
    preferences: preferencesSection(topics('preference')),
    problems: problemsSection(topics('problem')),
    plan: planSection(topics('plan')),
    medication: medicationSection(topics('medication')),
    vitalSigns: vitalSignsSection(topics('vital-sign')),
    counts: {
      byType: Object.fromEntries(Object.entries(record.counts).sort(([a], [b]) => (a < b ? -1 : 1))),
      struck: record.struck,
      unread: record.unread,
    },
  };
}
