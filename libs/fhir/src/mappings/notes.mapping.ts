import { isUtf8 } from 'node:buffer';
import { textFaults, type ClinicalEventData, type CodeableConcept, type NoteWrittenV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, conceptInWords, noteElements, notesOf, notStated, referenceTo, stayReference } from '../data-types.js';
import { lines, present, words, type Draft, type Element, type Leaf } from '../element.js';
import type { Resource } from '../resource.js';
import { isTime, momentOf, sinceNow, timeElement } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';
import {
  concept,
  concepts,
  labelled,
  labelledWords,
  membersOfText,
  quantityPart,
  text,
  textOfParts,
  type Members,
  type Part,
} from './note-words.js';

type Note = Draft<NoteWrittenV1>;

export const noteTypes = ['Procedure', 'Immunization', 'DiagnosticReport', 'DocumentReference'] as const;
export type NoteType = (typeof noteTypes)[number];

/** What a type says beyond its code, its status and its time. */
interface NoteKind {
  kind: NoteWrittenV1['kind'];
  patient: 'subject' | 'patient';
  /** What it is called in the text. */
  name: string;
  statuses: readonly string[];
  code: string;
  times: readonly string[];
  /** The text after its first line, in this order. */
  parts: readonly Part[];
  says?(resource: Element): (Leaf | undefined)[];
  stay(resource: Element): Element | undefined;
  /** Its time and its stay, and what R4 requires and the text may not have. */
  members(data: NoteWrittenV1, occurredAt: string, ofText: Members): Members;
}

const notes: Part = { read: notesOf, members: (note) => ({ note: noteElements(note) }) };
const encounter = (resource: Element): Element => resource.element('encounter');

/**
 * For these types there is no event of their own yet: they become notes with their code, so that nothing is invisible.
 */
const kinds: Readonly<Record<NoteType, NoteKind>> = {
  Procedure: {
    kind: 'procedure',
    patient: 'subject',
    name: 'Procedure',
    statuses: ['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'completed', 'unknown'],
    code: 'code',
    times: ['performedDateTime', 'performedPeriod'],
    parts: [
      concept('Reason not done', 'statusReason'),
      text('At', 'performedString'),
      concepts('Reason', 'reasonCode'),
      concepts('Body site', 'bodySite'),
      concept('Outcome', 'outcome'),
      concepts('Complication', 'complication'),
      concepts('Follow-up', 'followUp'),
      notes,
    ],
    stay: encounter,
    members: ({ happened, stayId }, occurredAt, { performedString }) => ({
      encounter: stayReference(stayId),
      ...(performedString === undefined ? timeElement('performed', occurredAt, happened) : {}),
    }),
  },
  Immunization: {
    kind: 'immunization',
    patient: 'patient',
    name: 'Immunization',
    statuses: ['completed', 'not-done'],
    code: 'vaccineCode',
    times: ['occurrenceDateTime'],
    parts: [
      {
        label: '',
        read: (resource) => (resource.raw('isSubpotent') === true ? resource.boolean('isSubpotent')!.as(subPotent) : undefined),
        takes: (line) => line === subPotent,
        members: () => ({ isSubpotent: true }),
      },
      concept('Reason not done', 'statusReason'),
      text('At', 'occurrenceString'),
      quantityPart('Dose', 'doseQuantity'),
      text('Lot', 'lotNumber'),
      text('Expires', 'expirationDate', isTime),
      concept('Site', 'site'),
      concept('Route', 'route'),
      concepts('Reason', 'reasonCode'),
      notes,
    ],
    says: (resource) => (resource.raw('isSubpotent') === false ? [resource.boolean('isSubpotent')] : []),
    stay: encounter,
    members: ({ code, happened, stayId }, occurredAt, { occurrenceString }) => ({
      ...(code ? {} : { vaccineCode: notStated }),
      encounter: stayReference(stayId),
      ...(occurrenceString === undefined ? timeElement('occurrence', occurredAt, happened) : {}),
    }),
  },
  DiagnosticReport: {
    kind: 'report',
    patient: 'subject',
    name: 'Report',
    statuses: ['registered', 'partial', 'preliminary', 'final', 'amended', 'corrected', 'appended', 'unknown'],
    code: 'code',
    times: ['effectiveDateTime', 'effectivePeriod', 'issued'],
    parts: [
      text('Conclusion', 'conclusion'),
      concepts('Coded conclusion', 'conclusionCode'),
      labelled('Results', resultsOf, (display) => ({ result: [{ display }] })),
      attachments('Document', (resource) => resource.elements('presentedForm'), (attachment) => ({ presentedForm: [attachment] })),
    ],
    stay: encounter,
    members: ({ code, happened, stayId }, occurredAt) => ({
      ...(code ? {} : { code: notStated }),
      encounter: stayReference(stayId),
      ...timeElement('effective', occurredAt, happened),
    }),
  },
  DocumentReference: {
    kind: 'document',
    patient: 'subject',
    name: 'Document',
    statuses: ['current', 'superseded'],
    code: 'type',
    times: ['date'],
    parts: [
      text('Status of the document', 'docStatus', (line) => /^[a-z-]+$/.test(line)),
      { read: (resource) => resource.text('description'), members: (description) => ({ description }) },
      concepts('Category', 'category'),
      attachments('Stored at', (resource) => resource.elements('content').map((each) => each.element('attachment')), (attachment) => ({ content: [{ attachment }] })),
    ],
    stay: (resource) => resource.element('context').elements('encounter')[0],
    members: ({ happened, stayId }, occurredAt, { content }) => {
      const stay = stayReference(stayId);
      return {
        date: happened?.on ?? occurredAt,
        context: stay && { encounter: [stay] },
        ...(content === undefined ? { content: [{ attachment: notStated }] } : {}),
      };
    },
  },
}; // prettier-ignore

export const noteMappings = Object.fromEntries(noteTypes.map((type) => [type, mappingOf(type, kinds[type])])) as Readonly<
  Record<NoteType, Mapping<ClinicalEventData['note.written']>>
>;

/** Of what a note was made, if it was made of a resource: its kind says so, and its text begins so. */
export function noteTypeOf({ kind, status, text: words }: Pick<NoteWrittenV1, 'kind' | 'status' | 'text'>): NoteType | undefined {
  if (status === undefined) return undefined;
  return noteTypes.find((type) => kinds[type].kind === kind && words.startsWith(`${kinds[type].name} (${status})`));
}

function mappingOf(resourceType: NoteType, kind: NoteKind): Mapping<ClinicalEventData['note.written']> {
  return {
    resourceType,
    patientOf: patientIn(kind.patient),
    eventsOf(resource, { references, nowMs }) {
      const status = resource.text('status');
      if (status?.value === 'entered-in-error') return enteredInError;
      if (!status || !kind.statuses.includes(status.value)) return 'the status is not known here';
      const moment = momentOf(resource, kind.times, nowMs) ?? sinceNow(resource, nowMs);
      if (typeof moment === 'string') return moment;
      const code = codeableConceptOf(resource.element(kind.code));
      const what = conceptInWords(resource.element(kind.code));
      const first = words([kind.name, ' (', status, ')', ...(what ? [': ', what] : [])]);
      const { occurredAt, timeDerived, happened } = moment;
      const stay = kind.stay(resource);
      const data = present<Note>({
        kind: kind.kind,
        code,
        status,
        text: lines([first, ...textOfParts(resource, kind.parts)])!,
        happened,
        stayId: stay && references.recordId(stay, 'Encounter'),
      });
      return [{ type: 'note.written', schemaVersion: 1, occurredAt, timeDerived, data, says: kind.says?.(resource) ?? [] }];
    },
    resourceOf({ id, patientId, occurredAt, data }) {
      const begin = `${kind.name} (${data.status})`;
      const { what, rest } = firstLineOf(data.text.slice(begin.length), data.code);
      const { members, before } = membersOfText(rest, kind.parts);
      const named = what === undefined ? undefined : [what, ...before].join('\n');
      return present<Resource>({
        resourceType,
        id,
        status: data.status,
        [kind.patient]: referenceTo('Patient', patientId),
        ...kind.members(data, occurredAt, members),
        ...members,
        ...present<Members>({ [kind.code]: codeElement(data.code, named) }),
      });
    },
  };
}

/** What the text calls it, and the lines after that. */
function firstLineOf(after: string, code: CodeableConcept | undefined): { what?: string; rest: string[] } {
  const known = code && wordsOf(code);
  const what = known !== undefined && `${after}\n`.startsWith(`: ${known}\n`) ? known : /^: (.*)/.exec(after)?.[1];
  const rest = after
    .slice(what === undefined ? 0 : what.length + 2)
    .split('\n')
    .slice(1);
  return what === undefined ? { rest } : { what, rest };
}

const wordsOf = ({ text: own, coding = [] }: CodeableConcept): string | undefined => own ?? coding[0]?.display ?? coding[0]?.code;

/** The words may be those of a code that the event does not carry, as its system was not stated. */
function codeElement(code: CodeableConcept | undefined, what: string | undefined): Members | undefined {
  if (what === undefined) return code && { ...code };
  if (!code) return { coding: [{ code: what }] };
  return wordsOf(code) === what ? { ...code } : { coding: [{ display: what }, ...(code.coding ?? [])] };
}

const subPotent = 'The dose was sub-potent';

function resultsOf(resource: Element): Leaf<string> | undefined {
  return lines(
    resource.elements('result').map((each) => each.text('display')),
    '; ',
  );
}

/** What a document is and where it is, and its content when that is plain text. */
function attachments(name: string, of: (resource: Element) => Element[], members: (attachment: Members) => Members): Part {
  const label = `${name}: `;
  return {
    label,
    repeated: true,
    read: (resource) => {
      const all = lines(of(resource).flatMap((each) => [labelledWords(label, attachmentInWords(each)), contentOf(each)]));
      return all?.as(all.value.slice(label.length));
    },
    members: (stated) => members(attachmentElement(stated)),
  };
}

const textMax = 90_000;

/** Content that is plain text; of any other only what it is, and where. */
function contentOf(attachment: Element): Leaf<string> | undefined {
  const data = attachment.text('data');
  if (!data || !/^text\/plain\b/.test(attachment.text('contentType')?.value ?? '')) return undefined;
  const bytes = Buffer.from(data.value, 'base64');
  const text = bytes.toString();
  const isText = isUtf8(bytes) && bytes.toString('base64') === data.value.replaceAll(/\s/g, '') && text.trim() !== '';
  return isText && text.length <= textMax && textFaults(text).length === 0 ? data.as(text) : undefined;
}

function attachmentInWords(attachment: Element): Leaf<string> | undefined {
  return lines([attachment.text('title'), attachment.text('url'), attachment.text('contentType'), attachment.text('creation')], ', ');
}

const mimeType = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;

/** Each word is taken for what it looks like, from the last on; what is left is the title. */
function attachmentElement(stated: string): Members {
  const [first = '', ...content] = stated.split('\n');
  const of = first.split(', ');
  const last = (looks: RegExp): string | undefined => (looks.test(of.at(-1) ?? '') ? of.pop() : undefined);
  const creation = last(/^\d{4}(?:-|$)/);
  const contentType = last(mimeType);
  const url = last(/^[a-z][a-z+.-]*:\S+$/i);
  const title = of.length > 0 ? of.join(', ') : undefined;
  const attachment = present<Members>({ contentType, url, title, creation });
  const isContent = contentType?.startsWith('text/plain') === true && content.join('').trim() !== '';
  // A title of blanks would not be read; lines that are no content are part of the title.
  if (title?.trim() === '' || (content.length > 0 && !isContent)) return { title: stated };
  return isContent ? { ...attachment, data: Buffer.from(content.join('\n')).toString('base64') } : attachment;
}
