import { buildMessage, components, encodeField, segment, type SegmentDraft } from './build.js';
import { Hl7Error } from './errors.js';
import { Message, parseMessage, Segment, serialiseMessage } from './message.js';
import { formatTimestamp } from './timestamp.js';

/** Table 0008. Original mode: AA, AE, AR. Enhanced mode, accept level: CA, CE, CR. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

const codes: ReadonlySet<string> = new Set<AcknowledgementCode>(['AA', 'AE', 'AR', 'CA', 'CE', 'CR']);

export interface Acknowledgement {
  code: AcknowledgementCode;
  /** MSA-2: MSH-10 of the message that is answered. */
  controlId: string;
  /** ERR-3.1 of each ERR segment (table 0357), such as 207. */
  errorCodes: readonly string[];
}

/**
 * Reads an answer.
 * @throws Hl7Error `acknowledgement-malformed` when it is a message without a known MSA-1, or parsing errors
 */
export function parseAcknowledgement(message: Message): Acknowledgement {
  const msa = message.first('MSA');
  const code = msa?.text(1) ?? '';
  if (!msa || !codes.has(code)) throw new Hl7Error('acknowledgement-malformed', 'the answer has no MSA-1 of table 0008');
  const errorCodes = message
    .all('ERR')
    // Up to 2.4 the code stands in the fourth component of ERR-1.
    .map((error) => error.text(3) || error.text(1, { component: 4 }))
    .filter((errorCode) => errorCode !== '');
  return { code: code as AcknowledgementCode, controlId: msa.text(2), errorCodes };
}

export interface AcknowledgementDraft {
  code: AcknowledgementCode;
  /** The answer's own MSH-10. */
  controlId: string;
  /** When it is made, RFC 3339. */
  at: string;
  /** ERR-3 (table 0357), for AE, AR, CE and CR. */
  errorCode?: string;
  /** MSA-2, when it shall differ from the MSH-10 of the message (tests of senders). */
  answeredControlId?: string;
}

/**
 * The answer to a message: sender and receiver swapped, version, processing id and character set as in the message,
 * under the message's delimiters (chapter 2, 2.9.2).
 */
export function buildAcknowledgement(message: Message, draft: AcknowledgementDraft): Message {
  const { header, delimiters } = message;
  const trigger = header.text(9, { component: 2 });
  const drafts: SegmentDraft[] = [
    segment('MSH', {
      7: formatTimestamp(draft.at),
      9: components('ACK', trigger === '' ? undefined : trigger, 'ACK'),
      10: draft.controlId,
    }),
    segment('MSA', { 1: draft.code, 2: draft.answeredControlId ?? message.controlId }),
  ];
  if (draft.errorCode !== undefined) drafts.push(segment('ERR', { 3: components(draft.errorCode, undefined, 'HL70357'), 4: 'E' }));
  const answer = buildMessage(drafts, delimiters);
  // Parts that are handed back go out as they came in, escapes and all.
  const fields = [...answer.header.fields];
  const set = (field: number, raw: string): void => {
    while (fields.length < field) fields.push('');
    fields[field - 1] = raw;
  };
  set(3, header.raw(5));
  set(4, header.raw(6));
  set(5, header.raw(3));
  set(6, header.raw(4));
  set(11, header.raw(11) || encodeField('P', delimiters));
  set(12, header.raw(12) || encodeField('2.5.1', delimiters));
  if (header.raw(18) !== '') set(18, header.raw(18));
  return new Message(delimiters, [new Segment('MSH', fields, delimiters), ...answer.segments.slice(1)]);
}

/** For tests and tools that hold texts: parse, answer, serialise. */
export function acknowledgeText(text: string, draft: AcknowledgementDraft): string {
  return serialiseMessage(buildAcknowledgement(parseMessage(text), draft));
}
