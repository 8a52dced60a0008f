import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  chainDigest,
  chainGenesis,
  encodeAccessReceipt,
  formatMicroseconds,
  formatSource,
  headEntryBytes,
  logEntryBytes,
  parseSource,
  sha256,
  writerBytes,
  type StorePart,
  type WriterHeader,
} from '@everchart/envelope';
import {
  createSigner,
  encodeEntryBundle,
  formatCheckpoint,
  Frontier,
  leafHash,
  signNote,
  tileHeight,
  tilePath,
  tilesOf,
  tileWidth,
  type Signer,
} from '@everchart/transparency-log';

export const signer: Signer = createSigner('log.example/home', generateKeyPairSync('ed25519').privateKey);

/** Events of one store, as an event store chains them: `streams` patients in turn. */
export class EventSource {
  #storeId = randomUUID();
  #position = 0;
  #chain = chainGenesis;
  #heads = new Map<string, { version: number; position: number }>();
  #streams: string[];

  constructor(
    readonly service: string,
    streams = 5,
    readonly epoch = 1,
  ) {
    this.#streams = Array.from({ length: streams }, () => randomUUID());
  }

  /** The same store, brought back from a backup of this moment. */
  restored(): EventSource {
    const restored = new EventSource(this.service, 0, this.epoch + 1);
    restored.#storeId = this.#storeId;
    restored.#position = this.#position;
    restored.#chain = this.#chain;
    restored.#heads = new Map(this.#heads);
    restored.#streams = this.#streams;
    return restored;
  }

  next(): SampleEvent {
    this.#position += 1;
    const subject = this.#streams[this.#position % this.#streams.length]!;
    const head = this.#heads.get(subject) ?? { version: 0, position: 0 };
    const header: WriterHeader = {
      id: randomUUID(),
      source: formatSource(this.service, { storeId: this.#storeId, epoch: this.epoch }),
      type: 'observation.recorded',
      subject,
      dataschema: 'urn:everchart:schema:observation.recorded:1',
      occurredat: '2026-03-01T08:00:00+01:00',
      ...(this.#position % 2 === 0 ? { deviceoffsetms: '-1500' } : {}),
      org: 'home',
      actor: 'carer-anna',
      actorrole: 'carer',
      shard: 0,
      contentdigest: sha256(subject).toString('hex'),
      keyid: randomUUID(),
      retentionclass: 'clinical',
      correlationid: randomUUID(),
    };
    const place = {
      position: this.#position,
      previous: head.position,
      streamVersion: head.version + 1,
      recordedAtUs: 1_772_000_000_000_000 + this.#position,
    };
    this.#heads.set(subject, { version: place.streamVersion, position: place.position });
    this.#chain = chainDigest(this.#chain, sha256(writerBytes(header)), place);
    return { header, store: { ...place, chain: this.#chain } };
  }

  /** What it states of itself: where it stands, or stood. @param afterSeconds after its first event */
  head(afterSeconds = 0, { position = this.#position, chain = this.#chain } = {}): string {
    const source = formatSource(this.service, { storeId: this.#storeId, epoch: this.epoch });
    const statedAtUs = 1_772_000_000_000_000 + afterSeconds * 1_000_000;
    return headEntryBytes({ org: 'home', shard: 0, source, position, chain, statedAtUs }).toString();
  }

  /** The receipt of an access in an event of one leaf. */
  receiptOf({ header, store }: SampleEvent, leaf: Buffer): string {
    const { storeId, epoch } = parseSource(header.source);
    return encodeAccessReceipt({
      storeId, epoch, org: 'home', shard: 0, position: store.position, chain: store.chain.toString('hex'),
      recordedAt: formatMicroseconds(store.recordedAtUs), index: 0, leaves: 1, leaf, path: [],
    }); // prettier-ignore
  }

  take(count: number): SampleEvent[] {
    return Array.from({ length: count }, () => this.next());
  }
}

export interface SampleEvent {
  header: WriterHeader;
  store: StorePart;
}

export function checkpointText(entries: readonly string[], by: Signer = signer): string {
  const frontier = new Frontier();
  for (const entry of entries) frontier.append(leafHash(Buffer.from(entry)));
  return formatCheckpoint({ origin: by.name, size: entries.length, root: frontier.root() });
}

export function checkpointOf(entries: readonly string[], by: Signer = signer): string {
  return signNote(checkpointText(entries, by), by);
}

export const textsOf = (events: readonly SampleEvent[]): string[] =>
  events.map(({ header, store }) => logEntryBytes(writerBytes(header), store).toString());

/** Writes a whole log as it would be taken home. @returns the directory */
export function writeLog(entries: readonly string[], checkpoint = checkpointOf(entries)): string {
  const directory = mkdtempSync(join(tmpdir(), 'everchart-log-'));
  const levels: Buffer[][] = [];
  const frontier = new Frontier();
  for (const entry of entries) {
    frontier.append(leafHash(Buffer.from(entry)), (height, _index, hash) => {
      if (height % tileHeight === 0) (levels[height / tileHeight] ??= []).push(hash);
    });
  }
  const cut = <T>(all: readonly T[], { index, width }: { index: number; width: number }): T[] =>
    all.slice(index * tileWidth, index * tileWidth + width);
  for (const tile of tilesOf(entries.length)) {
    const file = join(directory, tilePath(tile));
    mkdirSync(dirname(file), { recursive: true });
    const bytes =
      tile.kind === 'entries'
        ? encodeEntryBundle(cut(entries, tile).map((text) => Buffer.from(text)))
        : Buffer.concat(cut(levels[tile.level]!, tile));
    writeFileSync(file, bytes);
  }
  writeFileSync(join(directory, 'checkpoint'), checkpoint);
  return directory;
}
