/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * Id that the organisation chose: 1 to 64 letters, digits, or any of . _ : -. It is never used again
 */
export type PlaceId = string;
/**
 * As on the door or the bed, and as other systems send it
 */
export type PlaceCode = string;
/**
 * Place in the order of a round; without it the order of the codes
 */
export type PlaceOrder = number;
/**
 * Why
 */
export type ClosingReason = string;
/**
 * As people call it
 */
export type PlaceName = string;
/**
 * Kind of care that is given there: rules of retention depend on it
 */
export type KindOfCare =
  | 'nursing-home'
  | 'residential-care'
  | 'hospice'
  | 'day-care'
  | 'home-care'
  | 'hospital'
  | 'psychiatric-hospital'
  | 'rehabilitation'
  | 'maternity'
  | 'medical-practice'
  | 'dental-practice'
  | 'other';
/**
 * IANA name of the time zone, such as Europe/Rome
 */
export type TimeZone = string;
/**
 * Whose law on records holds there: ISO 3166-1 alpha-2 code of the country, or ISO 3166-2 code of its part
 */
export type Jurisdiction = string;
/**
 * Which list: why a dose was not given, or why a record is opened in an emergency
 */
export type ListName = 'reasons-not-given' | 'break-glass-reasons';
/**
 * URI of the system of codes; for codes of the organisation's own one that it chose, such as urn:everchart:list:sunrise-care
 */
export type ItemSystem = string;
/**
 * As an entry states it
 */
export type ItemCode = string;
/**
 * As people read it
 */
export type ItemDisplay = string;
/**
 * The service that is assigned; suite: all of them, which ends what was assigned for a single one before
 */
export type ReleasedPart = 'suite' | 'ingest' | 'patient-timeline' | 'integration' | 'retention';
/**
 * As its processes call themselves (RELEASE)
 */
export type ReleaseName = string;
/**
 * Counts what is assigned, overridden and switched in the organisation: the one before and 1. Another one is refused, so that no one replaces what they have not seen
 */
export type ReleaseEpoch = number;
/**
 * Why
 */
export type ReleaseReason = string;
/**
 * The caller, as in the claim sub of the token and the actor of events
 */
export type ReleaseUser = string;

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface OrganisationEventDataByVersion {
  'access-rule.chosen:1': AccessRuleChosenV1;
  'bed.changed:1': BedChangedV1;
  'bed.closed:1': BedClosedV1;
  'bed.opened:1': BedOpenedV1;
  'facility.changed:1': FacilityChangedV1;
  'facility.closed:1': FacilityClosedV1;
  'facility.opened:1': FacilityOpenedV1;
  'flag-times.chosen:1': FlagTimesChosenV1;
  'list-item.added:1': ListItemAddedV1;
  'list-item.retired:1': ListItemRetiredV1;
  'release.assigned:1': ReleaseAssignedV1;
  'release.overridden:1': ReleaseOverriddenV1;
  'release.override-ended:1': ReleaseOverrideEndedV1;
  'room.changed:1': RoomChangedV1;
  'room.closed:1': RoomClosedV1;
  'room.opened:1': RoomOpenedV1;
  'round.taken-over:1': RoundTakenOverV1;
  'unit.changed:1': UnitChangedV1;
  'unit.closed:1': UnitClosedV1;
  'unit.opened:1': UnitOpenedV1;
}
/**
 * The organisation chooses who may see whom; the last choice holds
 */
export interface AccessRuleChosenV1 {
  /**
   * open: all of the organisation see all of its patients; by-unit: carers and nurses see those of the facilities and units in their token
   */
  rule: 'open' | 'by-unit';
  /**
   * By unit: days for which those of a facility or unit still see a patient who left it; 7 when absent
   */
  afterDays?: number;
}
/**
 * What is known of a bed changes; what is not stated stays
 */
export interface BedChangedV1 {
  bedId: PlaceId;
  roomId: PlaceId;
  code?: PlaceCode;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}
/**
 * What another system calls it
 */
export interface PlaceIdentifier {
  /**
   * URI of the system of identifiers
   */
  system: string;
  value: string;
}
/**
 * A bed is not used any more
 */
export interface BedClosedV1 {
  bedId: PlaceId;
  roomId: PlaceId;
  reason?: ClosingReason;
}
/**
 * A room has a further bed
 */
export interface BedOpenedV1 {
  bedId: PlaceId;
  roomId: PlaceId;
  code: PlaceCode;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}
/**
 * What is known of a facility changes; what is not stated stays
 */
export interface FacilityChangedV1 {
  facilityId: PlaceId;
  /**
   * From when on kind, time zone and jurisdiction are these; a name and identifiers hold at once
   */
  effectiveFrom?: string;
  name?: PlaceName;
  kind?: KindOfCare;
  timeZone?: TimeZone;
  jurisdiction?: Jurisdiction;
  identifiers?: PlaceIdentifier[];
}
/**
 * A facility gives no care any more. Its units were closed before
 */
export interface FacilityClosedV1 {
  facilityId: PlaceId;
  reason?: ClosingReason;
}
/**
 * A facility gives care: a home, a hospital, a practice
 */
export interface FacilityOpenedV1 {
  facilityId: PlaceId;
  name: PlaceName;
  kind: KindOfCare;
  timeZone: TimeZone;
  jurisdiction: Jurisdiction;
  identifiers?: PlaceIdentifier[];
}
/**
 * The organisation chooses in how many minutes the colour of a flag is to be acknowledged; after that it is an alert. A choice states all of them, and holds from when it is recorded
 */
export interface FlagTimesChosenV1 {
  minutes: FlagMinutes;
}
/**
 * By colour. A more urgent colour has no longer time than a less urgent one; green need not be acknowledged
 */
export interface FlagMinutes {
  /**
   * Of a red flag; 15 when absent
   */
  red?: number;
  /**
   * Of a orange flag; 60 when absent
   */
  orange?: number;
  /**
   * Of a amber flag; 480 when absent
   */
  amber?: number;
}
/**
 * A list of the organisation has a further item, or one under another text; one that was retired is in use again
 */
export interface ListItemAddedV1 {
  list: ListName;
  system: ItemSystem;
  code: ItemCode;
  display: ItemDisplay;
  /**
   * Place in the list; without it behind those that have one, by text
   */
  order?: number;
}
/**
 * An item of a list is not offered any more; entries that state it keep it
 */
export interface ListItemRetiredV1 {
  list: ListName;
  system: ItemSystem;
  code: ItemCode;
  /**
   * Why
   */
  reason?: string;
}
/**
 * One release of a service, or of the suite, serves all users of the organisation from now on
 */
export interface ReleaseAssignedV1 {
  service: ReleasedPart;
  release: ReleaseName;
  epoch: ReleaseEpoch;
  reason: ReleaseReason;
}
/**
 * One user of the organisation is served by another release than the others, to try it
 */
export interface ReleaseOverriddenV1 {
  service: ReleasedPart;
  release: ReleaseName;
  user: ReleaseUser;
  epoch: ReleaseEpoch;
  reason: ReleaseReason;
}
/**
 * The user is served by the release of all others again, in every service
 */
export interface ReleaseOverrideEndedV1 {
  user: ReleaseUser;
  epoch: ReleaseEpoch;
  reason: ReleaseReason;
}
/**
 * What is known of a room changes; what is not stated stays
 */
export interface RoomChangedV1 {
  roomId: PlaceId;
  unitId: PlaceId;
  code?: PlaceCode;
  name?: PlaceName;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}
/**
 * A room is not used any more. Its beds were closed before
 */
export interface RoomClosedV1 {
  roomId: PlaceId;
  unitId: PlaceId;
  reason?: ClosingReason;
}
/**
 * A unit has a further room
 */
export interface RoomOpenedV1 {
  roomId: PlaceId;
  unitId: PlaceId;
  code: PlaceCode;
  name?: PlaceName;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}
/**
 * The person who records it does the round of a unit in a slot of time, instead of the one who had it. Of several for one round the last one holds
 */
export interface RoundTakenOverV1 {
  place: RoundPlace;
  /**
   * Which round; absent: all that is due in the slot
   */
  round?: 'medication' | 'observation';
  /**
   * Begin of the slot
   */
  from: string;
  /**
   * End of the slot: after its begin, and at most 24 hours
   */
  to: string;
  /**
   * Who had the round, as in the actor of events; absent: no one
   */
  takenOverFrom?: string;
}
/**
 * The unit, as stays name it: id, code or name in the directory, or another text. Without a unit: the whole facility
 */
export interface RoundPlace {
  facility?: string;
  unit?: string;
}
/**
 * What is known of a unit changes; what is not stated stays
 */
export interface UnitChangedV1 {
  unitId: PlaceId;
  facilityId: PlaceId;
  name?: PlaceName;
  code?: PlaceCode;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}
/**
 * A unit is not used any more. Its rooms were closed before
 */
export interface UnitClosedV1 {
  unitId: PlaceId;
  facilityId: PlaceId;
  reason?: ClosingReason;
}
/**
 * A facility has a further unit or ward
 */
export interface UnitOpenedV1 {
  unitId: PlaceId;
  facilityId: PlaceId;
  name: PlaceName;
  code?: PlaceCode;
  order?: PlaceOrder;
  identifiers?: PlaceIdentifier[];
}

/** Data of the newest version of each type. */
export interface OrganisationEventData {
  'access-rule.chosen': OrganisationEventDataByVersion['access-rule.chosen:1'];
  'bed.changed': OrganisationEventDataByVersion['bed.changed:1'];
  'bed.closed': OrganisationEventDataByVersion['bed.closed:1'];
  'bed.opened': OrganisationEventDataByVersion['bed.opened:1'];
  'facility.changed': OrganisationEventDataByVersion['facility.changed:1'];
  'facility.closed': OrganisationEventDataByVersion['facility.closed:1'];
  'facility.opened': OrganisationEventDataByVersion['facility.opened:1'];
  'flag-times.chosen': OrganisationEventDataByVersion['flag-times.chosen:1'];
  'list-item.added': OrganisationEventDataByVersion['list-item.added:1'];
  'list-item.retired': OrganisationEventDataByVersion['list-item.retired:1'];
  'release.assigned': OrganisationEventDataByVersion['release.assigned:1'];
  'release.overridden': OrganisationEventDataByVersion['release.overridden:1'];
  'release.override-ended': OrganisationEventDataByVersion['release.override-ended:1'];
  'room.changed': OrganisationEventDataByVersion['room.changed:1'];
  'room.closed': OrganisationEventDataByVersion['room.closed:1'];
  'room.opened': OrganisationEventDataByVersion['room.opened:1'];
  'round.taken-over': OrganisationEventDataByVersion['round.taken-over:1'];
  'unit.changed': OrganisationEventDataByVersion['unit.changed:1'];
  'unit.closed': OrganisationEventDataByVersion['unit.closed:1'];
  'unit.opened': OrganisationEventDataByVersion['unit.opened:1'];
}

export type OrganisationEventType = keyof OrganisationEventData;
