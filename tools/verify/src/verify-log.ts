import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvelopeError, isHeadEntry, parseHeadEntry, parseLogEntry, type ParsedLogEntry } from '@everchart/envelope';
import {
  decodeEntryBundle,
  decodeHashTile,
  leafHash,
  NoteError,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  tilePath,
  tileWidth,
  type Checkpoint,
  type Tile,
  type Verifier,
} from '@everchart/transparency-log';
import { parseJson } from '@everchart/primitives';
import { FaultList } from './fault-list.js';
import type { ListedCheckpoints } from './fetch-log.js';
import type { VerificationReport } from './report.types.js';
import { ReceiptCheck } from './receipt-check.js';
import { ShardChains } from './shard-chains.js';
import { TreeCheck } from './tree-check.js';

export interface VerifyOptions {
  /** Where the log's files are: `checkpoint`, `tile/…`, and `checkpoints/<size>` if earlier ones were kept. */
  directory: string;
  /** C2SP verifier key, kept apart from the log. */
  verifierKey: string;
  /** Signed checkpoints that were kept from before: the log must agree with them. */
  knownCheckpoints?: readonly string[];
  /** Receipts of accesses (`Everchart-Access`): the log must have them. */
  receipts?: readonly string[];
  /** Faults that are named at most. Default 100. */
  faultsNamed?: number;
  onProgress?: (entries: number, size: number) => void;
}

/** A directory that holds no log, or a key that is none: nothing could be checked. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

/**
 * Re-derives everything from the plain files: leaf hashes and tree from the entries, the root under the signature, each
 * source's hash chain, positions and versions. Trusts the verifier key and nothing else.
 * @throws VerificationError when there is no log, or the key cannot be read
 */
export function verifyLogDirectory(options: VerifyOptions): VerificationReport {
  const verifier = readKey(options.verifierKey);
  const checkpointFile = join(options.directory, 'checkpoint');
  if (!existsSync(checkpointFile)) throw new VerificationError(`${options.directory} holds no log: there is no file named checkpoint`);
  const faults = new FaultList(options.faultsNamed ?? 100);
  const checkpoint = openCheckpoint('checkpoint', readFileSync(checkpointFile, 'utf8'), verifier, faults);
  const known = knownCheckpoints(options, verifier, faults);
  const size = checkpoint?.size ?? 0;
  for (const { name, checkpoint: old } of known) {
    if (old.size > size) faults.add(`${name}: is of ${old.size} entries, and the log has only ${size}: it was rolled back`);
  }
  if (checkpoint) checkListed(options.directory, checkpoint, known, faults);

  const read = (tile: Tile): Buffer | undefined => {
    const path = tilePath(tile);
    const file = join(options.directory, path);
    if (existsSync(file)) return readFileSync(file);
    faults.add(`${path}: is missing`);
    return undefined;
  };
  const tree = new TreeCheck(
    (tile) => hashesOf(tile, read(tile), faults),
    faults,
    new Set(known.map(({ checkpoint: { size: at } }) => at)),
  );
  const chains = new ShardChains(faults);
  const receipts = new ReceiptCheck(options.receipts ?? [], faults);
  const org = { name: undefined as string | undefined };
  for (let index = 0; index * tileWidth < size; index += 1) {
    const tile = { kind: 'entries' as const, index, width: Math.min(tileWidth, size - index * tileWidth) };
    for (const entry of entriesOf(tile, read(tile), faults)) {
      checkEntry(entry, tree.size, org, { chains, receipts }, faults);
      tree.append(leafHash(entry));
    }
    if (tree.size !== index * tileWidth + tile.width) break; // what follows would be compared with the wrong places
    options.onProgress?.(tree.size, size);
  }
  const root = tree.finish();
  if (checkpoint && tree.size === size && !root.equals(checkpoint.root)) {
    faults.add(`checkpoint: the root over the ${size} entries is not the one that was signed`);
  }
  for (const { name, checkpoint: old } of known) {
    const then = tree.roots.get(old.size);
    if (then && !then.equals(old.root))
      faults.add(`${name}: the first ${old.size} entries are not those that it was signed over: the log was rewritten or forked`);
  }
  const shards = chains.finish();
  const { included, awaited } = receipts.finish();
  return {
    origin: checkpoint?.origin ?? verifier.name,
    size,
    entries: tree.size,
    root: root.toString('base64'),
    shards,
    receipts: { included, awaited },
    faults: faults.named,
    faultsFound: faults.found,
  };
}

/** The events of a log directory, in their order, unchecked: see {@link verifyLogDirectory}. */
export function* entriesIn(directory: string): Generator<ParsedLogEntry> {
  const size = Number(readFileSync(join(directory, 'checkpoint'), 'utf8').split('\n')[1]);
  for (let index = 0; index * tileWidth < size; index += 1) {
    const file = join(directory, tilePath({ kind: 'entries', index, width: Math.min(tileWidth, size - index * tileWidth) }));
    for (const bytes of decodeEntryBundle(readFileSync(file))) if (!isHeadEntry(bytes)) yield parseLogEntry(bytes);
  }
}

function readKey(text: string): Verifier {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    if (error instanceof NoteError) throw new VerificationError(`the key cannot be read: ${error.message}`);
    throw error;
  }
}

function openCheckpoint(name: string, note: string, verifier: Verifier, faults: FaultList): Checkpoint | undefined {
  try {
    const checkpoint = parseCheckpoint(openNote(note, verifier));
    if (checkpoint.origin !== verifier.name) faults.add(`${name}: is of the log ${checkpoint.origin}, the key of ${verifier.name}`);
    return checkpoint;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    faults.add(`${name}: ${error.message}`);
  }
  // Not to be trusted, but it says where to look.
  try {
    return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    return undefined;
  }
}

function knownCheckpoints({ directory, knownCheckpoints: given = [] }: VerifyOptions, verifier: Verifier, faults: FaultList) {
  const folder = join(directory, 'checkpoints');
  const kept = existsSync(folder)
    ? readdirSync(folder).map((file) => ({ name: `checkpoints/${file}`, note: readFileSync(join(folder, file), 'utf8') }))
    : [];
  const all = [...kept, ...given.map((note, at) => ({ name: `known checkpoint ${at + 1}`, note }))];
  return all.flatMap(({ name, note }) => {
    const checkpoint = openCheckpoint(name, note, verifier, faults);
    return checkpoint ? [{ name, checkpoint }] : [];
  });
}

/** Every checkpoint that was signed is kept: their numbers say how many there are. */
function checkListed(
  directory: string,
  { size, number = 0 }: Checkpoint,
  known: readonly { name: string; checkpoint: Checkpoint }[],
  faults: FaultList,
): void {
  const file = join(directory, 'checkpoints.json');
  if (!existsSync(file)) return;
  const { sizes, whole } = parseJson(readFileSync(file, 'utf8')) as ListedCheckpoints;
  const kept = new Set(sizes.filter((each) => each <= size));
  if (whole && kept.size < number)
    faults.add(`checkpoints: ${number} were signed, and the log keeps ${kept.size}: ${number - kept.size} were deleted`);
  const oldest = sizes.at(-1) ?? size;
  for (const { name, checkpoint: old } of known)
    if (old.size <= size && (whole || old.size >= oldest) && !kept.has(old.size))
      faults.add(`${name}: was signed, and the log does not keep it: it was deleted`);
}

function hashesOf(tile: Tile, bytes: Buffer | undefined, faults: FaultList): Buffer[] | undefined {
  if (!bytes) return undefined;
  if (bytes.length === tile.width * 32) return decodeHashTile(bytes);
  faults.add(`${tilePath(tile)}: has ${bytes.length} bytes instead of ${tile.width * 32}`);
  return undefined;
}

function entriesOf(tile: Tile, bytes: Buffer | undefined, faults: FaultList): Buffer[] {
  if (!bytes) return [];
  try {
    const entries = decodeEntryBundle(bytes);
    if (entries.length === tile.width) return entries;
    faults.add(
      `${tilePath(tile)}: has ${entries.length} entries instead of ${tile.width}: some were ${entries.length < tile.width ? 'taken out' : 'slipped in'}`,
    );
    return entries.slice(0, tile.width);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    faults.add(`${tilePath(tile)}: is cut off`);
    return [];
  }
}

function checkEntry(
  bytes: Buffer,
  index: number,
  org: { name: string | undefined },
  { chains, receipts }: { chains: ShardChains; receipts: ReceiptCheck },
  faults: FaultList,
): void {
  const isOf = (name: string, own: string): void => {
    org.name ??= own;
    if (own !== org.name) faults.add(`${name}: is of another organisation than the entries before it`);
  };
  const isHead = isHeadEntry(bytes);
  try {
    if (isHead) {
      const [head, name] = [parseHeadEntry(bytes), `entry ${index} (head)`];
      isOf(name, head.org);
      chains.takeHead(head, name);
      receipts.takeHead(head);
      return;
    }
    const entry = parseLogEntry(bytes);
    const { header } = entry;
    const name = `entry ${index} (event ${header.id})`;
    if (!entry.canonical) faults.add(`${name}: is not canonical JSON`);
    isOf(name, header.org);
    chains.take(entry, name);
    receipts.take(entry);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof EnvelopeError)) throw error;
    faults.add(`entry ${index}: is not ${isHead ? 'the head of a source' : 'the header of an event'}`);
  }
}
