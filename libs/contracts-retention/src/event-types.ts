import { readContracts, type EventContract } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { RetentionEventType } from './generated/event-data.js';

/** What the organisation answers for: rules, holds, approvals, certificates. It has rules of retention of its own. */
export const retentionClass = 'retention';

/**
 * Dates of a person that rules of retention need: births, deaths, stays. Keys of this class are destroyed with the
 * record.
 */
export const retentionFactsClass = 'retention-facts';

export type RetentionEventContract = EventContract<RetentionEventType, typeof retentionClass | typeof retentionFactsClass>;

/** What says dates of a person. All other types say none, and are kept when the record is destroyed. */
const ofPersons: ReadonlySet<string> = new Set<RetentionEventType>(['fact.stated', 'fact.withdrawn', 'due-date.changed']);

/** Every version of every event type of retention, by type and version. */
export const retentionEventTypes: readonly RetentionEventContract[] = readContracts(packageFolder, catalogue, (type) =>
  ofPersons.has(type) ? retentionFactsClass : retentionClass,
);
