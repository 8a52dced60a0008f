import type { ListItemAddedV1, ListName } from './generated/event-data.js';

/** What an organisation may begin its lists with: code and text, in their order. It changes them as it likes. */
export const firstItems = {
  'reasons-not-given': {
    refused: 'Did not want it',
    asleep: 'Asleep',
    nausea: 'Felt sick',
    absent: 'Not in the house',
    hospital: 'In hospital',
    fasting: 'Fasting',
    unavailable: 'Medicine not there',
  },
  'break-glass-reasons': { emergency: 'Emergency', 'covering-shift': 'Stands in on another unit', call: 'Called by a relative' },
} as const satisfies Record<ListName, Readonly<Record<string, string>>>;

/** The same as the data of events. @param system of the organisation's own codes */
export function firstItemsOf(list: ListName, system: string): ListItemAddedV1[] {
  return Object.entries<string>(firstItems[list]).map(([code, display], order) => ({ list, system, code, display, order }));
}
