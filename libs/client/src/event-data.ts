/**
 * Data of every event type, as the schemas that care apps and the service share say. In the published package this file
 * holds the types themselves.
 */
export type * from '@everchart/contracts-clinical/event-data';
