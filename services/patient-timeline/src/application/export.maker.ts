import { createHash } from 'node:crypto';
import type { ShownAccess } from './accesses.reader.js';
import { accessInWords } from '../domain/access-words.js';
import { asItStands, cloudEventOf, groundOf, withheldBy, type ExportedEntry, type Withheld } from '../domain/export/exported.entry.js';
import type { FhirForms, Person } from '../domain/export/fhir.forms.js';
import {
  manifestNotes,
  type ExportApproved,
  type ExportCounts,
  type ExportedRecord,
  type ExportManifest,
  type ExportPart,
  type Recipient,
} from '../domain/export/manifest.js';
import { pageAccesses, pageEnd, pageEntry, pageHead, pageRecipients, pageStyle, pageTerms } from '../domain/export/page.js';

/** What an export is made of: may be read again and again, and is the same each time. */
export interface ExportSource {
  persons: readonly Person[];
  records: readonly ExportedRecord[];
  forms: FhirForms;
  entries(patientId: string): AsyncIterable<readonly ExportedEntry[]>;
  /** Accesses to all of the records; years whose accesses were destroyed are added to `destroyedYears`. */
  accesses(destroyedYears: Set<number>): AsyncIterable<readonly ShownAccess[]>;
}

/** For which request, and by whose word. */
export interface ExportTerms {
  org: string;
  exportId: string;
  approved: ExportApproved;
  madeAt: string;
}

/** A file of the export, to be read once; when it is read its digest is known. */
export interface ExportFile {
  name: string;
  content: AsyncIterable<Buffer>;
}

const sentOperation = 'hl7-message.sent';
/** Texts are gathered to so many characters. */
const chunkCharacters = 32 * 1024;

/**
 * Makes the files of an export, one after the other: each is made while it is read, so that memory does not depend on
 * how long the record is. The manifest is last.
 */
export class ExportMaker {
  readonly parts: ExportPart[] = [];
  readonly counts: ExportCounts;
  readonly #byType: Record<string, { entries: number; inFhir: number }> = {};
  readonly #recipients = new Map<string, Recipient>();
  readonly #purposes: Record<string, number> = {};
  readonly #destroyedYears = new Set<number>();
  readonly #withheld: Withheld;
  readonly #withheldFound: { eventId: string; ground: string }[] = [];

  constructor(
    private readonly terms: ExportTerms,
    private readonly source: ExportSource,
  ) {
    this.#withheld = withheldBy(terms.approved);
    const none = { entries: 0, fhirResources: 0, entriesInFhir: 0, eventsOnly: 0, amended: 0, struck: 0, withheld: 0, unreadable: 0 };
    this.counts = { records: source.records.length, ...none, accesses: 0 };
  }

  /** In this order: what a later one says is counted in the earlier ones. */
  *files(): Generator<ExportFile, void, void> {
    yield this.#file('fhir/bundle.json', this.#bundle());
    yield this.#file('events.ndjson', this.#events());
    if (this.#isAccess) yield this.#file('accesses.ndjson', this.#accesses());
    yield this.#file('record.html', this.#page());
    yield this.#file('manifest.json', this.#manifest());
  }

  get #isAccess(): boolean {
    return this.terms.approved.kind === 'access';
  }

  #file(name: string, texts: AsyncIterable<string>): ExportFile {
    const { parts } = this;
    async function* content(): AsyncGenerator<Buffer, void, void> {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const text of gathered(texts)) {
        const chunk = Buffer.from(text);
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
      parts.push({ name, digest: hash.digest('hex'), bytes });
    }
    return { name, content: content() };
  }

  async *#all(): AsyncGenerator<ExportedEntry, void, void> {
    for (const { patientId } of this.source.records) for await (const page of this.source.entries(patientId)) yield* page;
  }

  async *#bundle(): AsyncGenerator<string, void, void> {
    const { madeAt } = this.terms;
    yield `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(madeAt)},"entry":[`;
    for await (const resource of this.#resources()) {
      const fullUrl = `urn:uuid:${String(resource.id)}`;
      yield `${this.counts.fhirResources === 0 ? '' : ','}\n${JSON.stringify({ fullUrl, resource })}`;
      this.counts.fhirResources += 1;
    }
    yield '\n]}\n';
  }

  async *#resources() {
    const { persons, forms } = this.source;
    for (const person of persons) {
      const resource = forms.patientOf(person);
      if (resource) yield resource;
    }
    for await (const entry of this.#all()) {
      if (groundOf(entry, this.#withheld) !== undefined) continue;
      const resource = forms.resourceOf(entry.patientId, asItStands(entry));
      if (resource) yield resource;
    }
  }

  async *#events(): AsyncGenerator<string, void, void> {
    const { counts } = this;
    for await (const entry of this.#all()) {
      const { id, type, unreadable } = entry.recorded;
      const ground = groundOf(entry, this.#withheld);
      const inFhir = ground === undefined ? this.source.forms.nameOf(entry.patientId, asItStands(entry)) : undefined;
      const ofType = (this.#byType[type] ??= { entries: 0, inFhir: 0 });
      ofType.entries += 1;
      counts.entries += 1;
      if (inFhir === undefined) counts.eventsOnly += 1;
      else [counts.entriesInFhir, ofType.inFhir] = [counts.entriesInFhir + 1, ofType.inFhir + 1];
      if (entry.amendment) counts.amended += 1;
      if (entry.strike) counts.struck += 1;
      if (unreadable) counts.unreadable += 1;
      if (ground !== undefined) {
        counts.withheld += 1;
        this.#withheldFound.push({ eventId: id, ground });
      }
      yield `${JSON.stringify(cloudEventOf(this.terms.org, entry, inFhir, ground))}\n`;
    }
  }

  async *#accesses(): AsyncGenerator<string, void, void> {
    for await (const page of this.source.accesses(this.#destroyedYears)) {
      for (const { id, service, access } of page) {
        this.counts.accesses += 1;
        this.#purposes[access.purpose] = (this.#purposes[access.purpose] ?? 0) + 1;
        if (access.operation === sentOperation) this.#noteRecipient(access.actor, access.at);
        yield `${JSON.stringify({ accessId: id, service, words: accessInWords({ service, access }), ...access })}\n`;
      }
    }
  }

  #noteRecipient(name: string, at: string): void {
    const { messages, first, last } = this.#recipients.get(name) ?? { messages: 0, first: at, last: at };
    this.#recipients.set(name, { name, messages: messages + 1, first: at < first ? at : first, last: at > last ? at : last });
  }

  async *#page(): AsyncGenerator<string, void, void> {
    const about = this.#whole();
    yield pageHead(about, createHash('sha256').update(pageStyle).digest('base64')) + pageTerms(about);
    if (this.#isAccess) {
      yield pageRecipients(about.recipients) + pageAccesses.head(about.destroyedYears);
      for await (const page of this.source.accesses(new Set())) for (const each of page) yield pageAccesses.line(accessInWords(each));
      yield pageAccesses.end;
    }
    yield '<h2>What was recorded</h2>\n';
    for await (const entry of this.#all()) yield pageEntry(asItStands(entry), groundOf(entry, this.#withheld));
    yield pageEnd;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *#manifest(): AsyncGenerator<string, void, void> {
    yield `${JSON.stringify(this.#whole(), null, 2)}\n`;
  }

  #whole(): ExportManifest {
    const { org: organisation, exportId, madeAt, approved } = this.terms;
    const { kind, requestId, periods } = approved;
    return {
      format: 'everchart-export',
      version: 1,
      organisation,
      kind,
      requestId,
      exportId,
      madeAt,
      records: this.source.records,
      periods,
      counts: this.counts,
      byType: Object.fromEntries(Object.entries(this.#byType).sort(([a], [b]) => (a < b ? -1 : 1))),
      withheld: this.#withheldFound,
      recipients: [...this.#recipients.values()],
      purposes: this.#purposes,
      destroyedYears: [...this.#destroyedYears],
      parts: [...this.parts],
      notes: manifestNotes,
    };
  }
}

/** Fewer and larger texts. */
async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let waiting: string[] = [];
  let characters = 0;
  for await (const text of texts) {
    waiting.push(text);
    characters += text.length;
    if (characters < chunkCharacters) continue;
    yield waiting.join('');
    [waiting, characters] = [[], 0];
  }
  if (waiting.length > 0) yield waiting.join('');
}
