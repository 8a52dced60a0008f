import { components, formatTimestamp, segment, type SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent } from '../patient-facts.js';
import { localAuthority, type Remarks } from '../remarks.js';
import { statedTime } from '../stated-time.js';

/** Who a message is for, and how it is named. */
export interface Addressing {
  receivingApplication: string;
  receivingFacility: string;
  /** MSH-10, at most 20 characters. */
  controlId: string;
  /** MSH-11: P production, T training, D debugging. */
  processingId: string;
}

/** MSH-18, table 0211. */
export const characterSet = 'UNICODE UTF-8';

/**
 * MSH-7 is the time of recording, so that the message is the same whenever it is made. MSH-15 and 16 are empty:
 * original acknowledgement mode, the answer is AA, AE or AR on the same connection.
 */
export function headerSegment(event: ClinicalEvent, to: Addressing, [code, trigger, structure]: MessageType): SegmentDraft {
  return segment('MSH', {
    3: 'EVERCHART',
    4: components(...localAuthority(event.facility ?? event.org)),
    5: to.receivingApplication,
    6: to.receivingFacility,
    7: formatTimestamp(event.recordedAt),
    9: components(code, trigger, structure),
    10: to.controlId,
    11: to.processingId,
    12: '2.5.1',
    18: characterSet,
  });
}

/** Message code, trigger event, structure: MSH-9. */
export type MessageType = readonly [code: string, trigger: string, structure: string];

export function eventSegment(event: ClinicalEvent, trigger: string, remarks: Remarks): SegmentDraft {
  return segment('EVN', {
    1: trigger,
    2: formatTimestamp(event.recordedAt),
    5: event.actor,
    6: remarks.time('Time', statedTime(event.occurredAt, (event.data as { happened?: Parameters<typeof statedTime>[1] }).happened)),
    7: event.facility === undefined ? undefined : components(...localAuthority(event.facility)),
  });
}
