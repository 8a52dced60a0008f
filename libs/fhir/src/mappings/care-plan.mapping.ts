import type { ClinicalEventData, PlanInstructionGivenV2 } from '@everchart/contracts-clinical';
import { codeableConceptOf, conceptInWords, conceptsOf, notesOf, referenceTo, stayReference } from '../data-types.js';
import { recurrenceOf, timingElement } from '../dosage.js';
import { Leaf, lines, oneOf, present, unlessEmpty, words, type Draft, type Element } from '../element.js';
import type { References } from '../references.js';
import type { Resource } from '../resource.js';
import { momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

type Activity = NonNullable<PlanInstructionGivenV2['activities']>[number];
type Period = NonNullable<PlanInstructionGivenV2['period']>;

const statuses = ['active', 'completed', 'revoked', 'on-hold'] as const;
const intents = ['plan', 'order'] as const;
const activityStatuses = ['not-started', 'scheduled', 'in-progress', 'on-hold', 'completed', 'cancelled', 'stopped', 'unknown'] as const;
const titleMax = 500;

export const carePlan: Mapping<ClinicalEventData['plan.instruction-given']> = {
  resourceType: 'CarePlan',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references, nowMs }) {
    if (resource.raw('status') === 'entered-in-error') return enteredInError;
    const status = oneOf(statuses, resource.text('status'));
    if (!status) return 'the status is not one of a plan that is or was in force';
    const intent = oneOf(intents, resource.text('intent'));
    if (!intent) return 'it is no instruction but a proposal or an option (intent)';
    const created = momentOf(resource, ['created'], nowMs);
    const period = resource.element('period');
    const moment = created ?? (period.has('start') ? momentOf(period, ['start'], nowMs) : undefined) ?? sinceNow(resource, nowMs);
    if (typeof moment === 'string') return moment;
    const activities = resource.elements('activity').flatMap((each) => activityOf(each, resource, references) ?? []);
    const categories = conceptsOf(resource, 'category');
    const described = resource.text('description') ?? (activities.length === 0 ? narrativeOf(resource) : undefined);
    const text = lines([described, notesOf(resource)]);
    const title =
      short(resource.text('title')) ??
      short(categories.flatMap(({ text: each, coding = [] }) => each ?? coding.flatMap(({ display }) => display ?? []))[0]) ??
      short(described) ??
      short(addressed(resource)) ??
      short(
        lines(
          activities.map(({ words: each }) => each),
          ', ',
        ),
      ) ??
      (activities.length > 0 ? 'Care plan' : undefined);
    if (title === undefined) return 'it says nothing: no title, category, description or activity';
    const { occurredAt, timeDerived, happened } = moment;
    const data = present<Draft<PlanInstructionGivenV2>>({
      title,
      text,
      status,
      intent: intent.value === 'plan' ? undefined : intent,
      categories,
      activities: activities.map(({ activity }) => activity),
      period: unlessEmpty(present<Draft<Period>>({ start: period.text('start'), end: period.text('end') })),
      happened: created === undefined ? undefined : happened,
      stayId: references.recordId(resource.element('encounter'), 'Encounter'),
    });
    const says = [...(intent.value === 'plan' ? [intent] : []), ...activities.flatMap((each) => each.says)];
    return [{ type: 'plan.instruction-given', schemaVersion: 2, occurredAt, timeDerived, data, says }];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    return present<Resource>({
      resourceType: 'CarePlan',
      id,
      status: data.status,
      intent: data.intent ?? 'plan',
      category: data.categories,
      title: data.title,
      description: data.text,
      subject: referenceTo('Patient', patientId),
      encounter: stayReference(data.stayId),
      period: data.period,
      created: data.happened?.on ?? occurredAt,
      activity: data.activities?.map(({ code, text, status, location, doNotPerform, schedule }) => ({
        detail: present<Record<string, unknown>>({
          code,
          status,
          doNotPerform,
          scheduledTiming: timingElement(schedule),
          location: location === undefined ? undefined : { display: location },
          description: text,
        }),
      })),
    });
  },
};

/** Of a plan that consists of its narrative alone. */
function narrativeOf(resource: Element): Leaf<string> | undefined {
  const div = resource.element('text').text('div');
  const text = div?.value
    // A tag holds no other tag: an expression that runs over them takes quadratic time.
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === undefined || text === '' ? undefined : div?.as(text);
}

/** Without what is beyond the length of a title: the leaf is carried only when it is whole. */
function short(text: Draft<string> | undefined): Draft<string> | undefined {
  const whole = text instanceof Leaf ? text.value : text;
  return whole !== undefined && whole.length > titleMax ? `${whole.slice(0, titleMax - 1)}…` : text;
}

/** What the plan is about. */
const addressed = (resource: Element): Leaf<string> | undefined =>
  lines(
    resource.elements('addresses').map((each) => each.text('display')),
    ', ',
  );

/** One that is only referred to is carried in the words of the reference; what says nothing is not carried. */
function activityOf(
  activity: Element,
  from: Element,
  references: References,
): { activity: Draft<Activity>; words: Leaf<string> | undefined; says: (Leaf | undefined)[] } | undefined {
  const detail = activity.element('detail');
  const progress = notesOf(activity, 'progress');
  if (!detail.exists) {
    const reference = activity.element('reference');
    const found = references.resolve(reference, from);
    const text = reference.text('display') ?? (found && conceptInWords(found.target.element('code')));
    if (!text) return undefined;
    return { activity: { text: lines([text, progress])!, status: 'unknown' }, words: text, says: [] };
  }
  const [code, status] = [codeableConceptOf(detail.element('code')), oneOf(activityStatuses, detail.text('status'))];
  const description = detail.text('description');
  if (!status || !(code || description)) return undefined;
  const forbidden = detail.boolean('doNotPerform');
  const scheduled = detail.text('scheduledString');
  return {
    activity: present<Draft<Activity>>({
      code,
      text: lines([description, scheduled && words(['When: ', scheduled]), progress]),
      status,
      schedule: unlessEmpty(recurrenceOf(detail.element('scheduledTiming'))),
      location: detail.element('location').text('display'),
      doNotPerform: forbidden?.value === true ? forbidden : undefined,
    }),
    words: conceptInWords(detail.element('code')) ?? description,
    says: [forbidden?.value === false ? forbidden : undefined],
  };
}
