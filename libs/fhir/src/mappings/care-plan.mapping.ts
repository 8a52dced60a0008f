import type { PlanInstructionGivenV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeableConceptsOf, dateTimeOf, oneOf } from '../data-types.js';
import { objectOf, objectsOf, present, textOf, unlessEmpty } from '../resource.js';
import { leaveBehind } from '../watched.js';
import { patientIn, type Mapping } from './mapping.js';

type Activity = NonNullable<PlanInstructionGivenV1['activities']>[number];
type Period = NonNullable<PlanInstructionGivenV1['period']>;

const statuses = ['active', 'completed', 'revoked', 'on-hold'] as const;
const activityStatuses = ['not-started', 'scheduled', 'in-progress', 'on-hold', 'completed', 'cancelled', 'stopped', 'unknown'] as const;

export const carePlan: Mapping = {
  resourceType: 'CarePlan',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references }) {
    const period = objectOf(resource.period);
    const occurredAt = dateTimeOf(resource.created) ?? dateTimeOf(period.start);
    if (occurredAt === undefined) return 'there is no time of creation or start with date, time and zone';
    const status = oneOf(statuses, resource.status);
    if (!status) return 'the status is not one of a plan that is or was in force';
    const categories = codeableConceptsOf(resource.category);
    const title = textOf(resource.title) ?? categories.flatMap(({ text, coding }) => text ?? coding?.[0]?.display ?? [])[0];
    if (title === undefined) return 'the plan has neither title nor category';
    const data = present<PlanInstructionGivenV1>({
      title,
      text: textOf(resource.description),
      status,
      categories,
      activities: objectsOf(resource.activity).flatMap((each) => activityOf(each) ?? []),
      period: unlessEmpty(present<Period>({ start: textOf(period.start), end: textOf(period.end) })),
      stayId: references.recordId(resource.encounter, 'Encounter'),
    });
    return [{ type: 'plan.instruction-given', schemaVersion: 1, occurredAt, data }];
  },
};

/** An activity that is only referred to, or not coded, is left behind. */
function activityOf(value: Record<string, unknown>): Activity | undefined {
  const { code, status, location } = objectOf(value.detail);
  const [named, known] = [codeableConceptOf(code), oneOf(activityStatuses, status)];
  if (named && known) return present<Activity>({ code: named, status: known, location: textOf(objectOf(location).display) });
  leaveBehind(value);
  return undefined;
}
