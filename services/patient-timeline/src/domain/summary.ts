import { allergiesSection } from './concepts/allergy.concept.js';
import { prefixOf } from './concepts/concepts.js';
import { consentsSection } from './concepts/consent.concept.js';
import { deceasedSection } from './concepts/death.concept.js';
import { documentsSection } from './concepts/document.concept.js';
import { flagsSection } from './concepts/flag.concept.js';
import { identitySection } from './concepts/identity.concept.js';
import { incidentsSection } from './concepts/incident.concept.js';
import { medicationSection, notGivenSection } from './concepts/medication.concept.js';
import { replacedBySection, replacesSection } from './concepts/merge.concept.js';
import { observationsSection, vitalSignsSection } from './concepts/observation.concept.js';
import { planSection } from './concepts/plan.concept.js';
import { preferencesSection } from './concepts/preference.concept.js';
import { prescriptionsSection } from './concepts/prescription.concept.js';
import { problemsSection } from './concepts/problem.concept.js';
import { currentStaySection } from './concepts/stay.concept.js';
import { tasksSection } from './concepts/task.concept.js';
import type { TopicFacts } from './facts.js';
import type { PatientRecord } from './patient-record.js';

type Section = Record<string, unknown>[];

/** What a carer needs at the bedside, on one page. Every element names the entry it comes from. */
export interface PatientSummary {
  /** Null when the registration was struck. */
  identity: Record<string, unknown> | null;
  /** The record in which to go on. */
  replacedBy: Record<string, unknown> | null;
  /** Records of the same person that ended in favour of this one. */
  replaces: Section;
  deceased: Record<string, unknown> | null;
  currentStay: Record<string, unknown> | null;
  allergies: Section;
  flags: Section;
  incidents: Section;
  preferences: Section;
  problems: Section;
  plan: Section;
  tasks: Section;
  prescriptions: Section;
  medication: Section;
  notGiven: Section;
  vitalSigns: Section;
  observations: Section;
  consents: Section;
  documents: Section;
  counts: { byType: Record<string, number>; struck: number; unread: number };
}

export function summaryOf({ facts, counts, struck, unread }: PatientRecord): PatientSummary {
  const sections = Map.groupBy(Object.keys(facts), prefixOf);
  const topics = (prefix: string): TopicFacts[] => (sections.get(prefix) ?? []).map((topic) => facts[topic]!);
  return {
    identity: identitySection(facts['identity']),
    replacedBy: replacedBySection(facts['merge']),
    replaces: replacesSection(facts['merge']),
    deceased: deceasedSection(facts['death'], facts['identity']),
    currentStay: currentStaySection(topics('stay')),
    allergies: allergiesSection(facts['allergy']),
    flags: flagsSection(topics('flag')),
    incidents: incidentsSection(topics('incident')),
    preferences: preferencesSection(facts['preference']),
    problems: problemsSection(facts['problem']),
    plan: planSection(topics('plan')),
    tasks: tasksSection(topics('task')),
    prescriptions: prescriptionsSection(topics('prescription')),
    medication: medicationSection(topics('medication')),
    notGiven: notGivenSection(topics('medication')),
    vitalSigns: vitalSignsSection(topics('observation')),
    observations: observationsSection(topics('observation')),
    consents: consentsSection(topics('consent')),
    documents: documentsSection(facts['document']),
    counts: { byType: counts, struck, unread },
  };
}
