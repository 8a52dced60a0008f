import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  canonicalJson,
  chainDigest,
  chainGenesis,
  formatMicroseconds,
  formatSource,
  writerDigest,
  writerHeaderOf,
  type EventHeader,
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
  #versions = new Map<string, number>();
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
    restored.#versions = new Map(this.#versions);
    restored.#streams = this.#streams;
    return restored;
  }

  next(): EventHeader {
    this.#position += 1;
    const subject = this.#streams[this.#position % this.#streams.length]!;
    const streamversion = (this.#versions.get(subject) ?? 0) + 1;
    this.#versions.set(subject, streamversion);
    const us = 1_772_000_000_000_000n + BigInt(this.#position);
    const header: EventHeader = {
      specversion: '1.0',
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
      contentdigest: createHash('sha256').update(subject).digest('hex'),
      keyid: randomUUID(),
      retentionclass: 'clinical',
      correlationid: randomUUID(),
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      time: formatMicroseconds(us),
      streamversion,
      position: this.#position,
      chain: '',
    };
    this.#chain = chainDigest(this.#chain, writerDigest(writerHeaderOf(header)), this.#position, streamversion, us);
    return { ...header, chain: this.#chain.toString('hex') };
  }

  take(count: number): EventHeader[] {
    return Array.from({ length: count }, () => this.next());
  }
}

export function checkpointOf(entries: readonly string[], by: Signer = signer): string {
  const frontier = new Frontier();
  for (const entry of entries) frontier.append(leafHash(Buffer.from(entry)));
  return signNote(formatCheckpoint({ origin: by.name, size: entries.length, root: frontier.root() }), by);
}

export const textsOf = (headers: readonly EventHeader[]): string[] => headers.map((header) => canonicalJson(header));

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
