import { datedAfter, foldPlaces, type Dated, type Moment, type OrganisationEvent, type Places } from './directory.js';
import { acknowledgeMinutes, acknowledgeMinutesOf, type AcknowledgeMinutes } from './flag-times.js';
import type { OrganisationEventData, OrganisationEventType } from './generated/event-data.js';
import { compareTexts } from './natural-order.js';

/** All that an organisation states of itself. */
export interface OrganisationStatements {
  places: Places;
  /** By the name of the list. */
  lists: ReadonlyMap<string, OrganisationList>;
  /** The last that was chosen; undefined: none was. */
  accessRule: AccessRule | undefined;
  /** From when on which times held: from when each choice was recorded, as nothing knew it before. */
  flagMinutes: readonly Dated<AcknowledgeMinutes>[];
}

/** Items by {@link itemKey}, retired ones too. */
export type OrganisationList = ReadonlyMap<string, ListItem>;

export interface ListItem {
  system: string;
  code: string;
  display: string;
  order?: number;
  added: Moment;
  retired?: Moment & { reason?: string };
}

/** Who may see whom. */
export interface AccessRule {
  rule: 'open' | 'by-unit';
  /** Days for which those of a facility or unit still see a patient who left it. */
  afterDays: number;
  /** Undefined in the rule that holds where none was chosen. */
  chosen?: Moment;
}

const afterDaysDefault = 7;

/** What holds until an organisation chooses: as it was before there was a choice. */
export const openAccess: AccessRule = { rule: 'open', afterDays: afterDaysDefault };

export function itemKey({ system, code }: Pick<ListItem, 'system' | 'code'>): string {
  return `${system}|${code}`;
}

/** All that the events state, in the order of the stream. It judges nothing. */
export function foldOrganisation(events: readonly OrganisationEvent[]): OrganisationStatements {
  const lists = new Map<string, Map<string, ListItem>>();
  let accessRule: AccessRule | undefined;
  let flagMinutes: readonly Dated<AcknowledgeMinutes>[] = [{ value: acknowledgeMinutes }];
  for (const event of events) {
    const moment: Moment = { at: event.occurredAt, event: event.id };
    switch (event.type) {
      case 'list-item.added': {
        const { list, ...item } = stated<'list-item.added'>(event);
        const items = lists.get(list) ?? new Map<string, ListItem>();
        lists.set(list, items.set(itemKey(item), { ...item, added: items.get(itemKey(item))?.added ?? moment }));
        break;
      }
      case 'list-item.retired': {
        const { list, reason, ...named } = stated<'list-item.retired'>(event);
        const item = lists.get(list)?.get(itemKey(named));
        if (item) lists.get(list)!.set(itemKey(named), { ...item, retired: { ...moment, ...(reason === undefined ? {} : { reason }) } });
        break;
      }
      case 'access-rule.chosen': {
        const { rule, afterDays = afterDaysDefault } = stated<'access-rule.chosen'>(event);
        accessRule = { rule, afterDays, chosen: moment };
        break;
      }
      case 'flag-times.chosen':
        flagMinutes = datedAfter(
          flagMinutes,
          event.recordedAt ?? event.occurredAt,
          acknowledgeMinutesOf(stated<'flag-times.chosen'>(event)),
        );
        break;
    }
  }
  return { places: foldPlaces(events), lists, accessRule, flagMinutes };
}

/** Items that are offered, in the order of the list; with `retired` the others behind them. */
export function itemsOf(list: OrganisationList | undefined, { retired = false } = {}): ListItem[] {
  return [...(list?.values() ?? [])]
    .filter((item) => retired || !item.retired)
    .sort(
      (a, b) =>
        Number(a.retired !== undefined) - Number(b.retired !== undefined) ||
        (a.order ?? Infinity) - (b.order ?? Infinity) ||
        compareTexts(a.display, b.display) ||
        compareTexts(itemKey(a), itemKey(b)),
    );
}

function stated<Type extends OrganisationEventType>({ data }: OrganisationEvent): OrganisationEventData[Type] {
  return data as unknown as OrganisationEventData[Type];
}
