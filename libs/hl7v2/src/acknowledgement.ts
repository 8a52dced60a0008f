import { buildMessage, components, encodeField, segment, type SegmentDraft } from './build.js';
import { standardDelimiters, type Delimiters } from './delimiters.js';
import { Message, parseMessage, Segment, serialiseMessage } from './message.js';
import { formatTimestamp } from './timestamp.js';

/** Table 0008. Original mode: AA, AE, AR. Enhanced mode, accept level: CA, CE, CR. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

const codes: ReadonlySet<string> = new Set<AcknowledgementCode>(['AA', 'AE', 'AR', 'CA', 'CE', 'CR']);

export interface Acknowledgement {
  code: AcknowledgementCode;
  /** MSA-2: MSH-10 of the message that is answered. */
  controlId: string;
  /** ERR-3.1 of each ERR segment (table 0357), such as 207, without blanks around it. */
  errorCodes: readonly string[];
}

/** Of the segments that an answer is made of: their name, and the character behind it, which separates the fields. */
const answerSegment = /^[^A-Z]*(MSH|MSA|ERR) *([^\w\s])(.*)$/is;

/**
 * Reads what a receiver answered, and takes it as it comes: any line ends, blanks and other bytes before a segment, any
 * character set (all that counts is ASCII), any delimiters, any fields missing, lower case, several answers in one
 * frame. Only what MSA-1 and MSA-2 say has to be there: an MSA without a code of table 0008, or without a control id,
 * is no answer.
 * @returns in order; empty when there is none that could be read
 */
export function readAcknowledgements(content: Uint8Array): Acknowledgement[] {
  // Read as Latin-1, ASCII stands for itself in every character set that is met; of UTF-16 the zero bytes are left out.
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1').replaceAll('\0', '');
  const answers: (Acknowledgement & { errorCodes: string[] })[] = [];
  let encoding: Delimiters = standardDelimiters;
  let open: (typeof answers)[number] | undefined;
  for (const line of text.split(/[\r\n]/)) {
    const match = answerSegment.exec(line);
    if (!match) continue;
    const [, name, field, rest] = match as unknown as [string, string, string, string];
    const segmentName = name.toUpperCase();
    if (segmentName === 'MSH') {
      encoding = delimitersOf(field, rest);
      open = undefined;
      continue;
    }
    const segment = new Segment(segmentName, rest.split(field), { ...encoding, field });
    if (segmentName === 'ERR') for (const code of errorCodesOf(segment)) open?.errorCodes.push(code);
    else {
      open = answerOf(segment);
      if (open) answers.push(open);
    }
  }
  return answers;
}

/** What MSH-1 and MSH-2 say; characters that are missing there are the usual ones. */
function delimitersOf(field: string, rest: string): Delimiters {
  const [component = '^', repetition = '~', escape = '\\', subcomponent = '&'] = rest.split(field)[0]!.trim();
  return { field, component, repetition, escape, subcomponent };
}

function answerOf(msa: Segment): (Acknowledgement & { errorCodes: string[] }) | undefined {
  const code = msa.text(1).trim().toUpperCase();
  const controlId = msa.text(2).trim();
  if (!codes.has(code) || controlId === '') return undefined;
  // In versions 2.3 to 2.4 the code may stand in MSA-6.
  return { code: code as AcknowledgementCode, controlId, errorCodes: stated(msa.text(6)) };
}

/** ERR-3.1; up to version 2.4 the fourth component of ERR-1, in all its repetitions. */
function errorCodesOf(err: Segment): string[] {
  const named = err.texts(3).flatMap(stated);
  return named.length > 0 ? named : err.texts(1, { component: 4 }).flatMap(stated);
}

const stated = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);

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
  const drafts: SegmentDraft[] = [
    segment('MSH', {
      7: formatTimestamp(draft.at),
      9: components('ACK', header.text(9, { component: 2 }), 'ACK'),
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
