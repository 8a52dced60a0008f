import { createHash } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm, truncate, type FileHandle } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueEntries } from './queue.entries.js';
import { QueueStorageError, type QueueList, type QueueStorage, type StoredEntry } from './queue.storage.js';

type NumberedText = [sequence: number, text: string];

/** One change of the queue. A line of the file is the list of changes of one commit. */
type Change =
  | { put: QueueList; entries: NumberedText[] }
  /** Of the entries that are there. */
  | { move: QueueList; entries: NumberedText[] }
  | { remove: number[] }
  /** Sequences before this one were given already. */
  | { next: number };

/** The file is rewritten without removed entries when it is larger than this and than four times its last such size. */
const compactAboveBytes = 1024 * 1024;
const growth = 4;
const entriesPerLine = 500;

/**
 * A queue in a folder of its own: an append-only file with one line per commit, flushed to the disk before a call
 * resolves. A last line that was cut off by a crash was never confirmed to a caller and is removed; any other damage is
 * reported. The file is readable by its owner only. All entries are kept in memory, too.
 * @throws QueueStorageError `in-use` when another process of this machine has the folder open, `damaged`
 */
export async function openFileQueue(directory: string): Promise<QueueStorage> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await takeLock(await realpath(directory));
  try {
    const path = join(directory, 'queue.ndjson');
    await rm(draftOf(path), { force: true });
    const { entries, bytes } = await load(path);
    const file = await open(path, 'a', 0o600);
    await syncDirectory(directory);
    return new FileQueue({ directory, path }, file, entries, bytes, lock);
  } catch (error) {
    lock.close();
    throw error;
  }
}

interface Commit {
  change: Change;
  resolve: () => void;
  reject: (error: unknown) => void;
}

class FileQueue implements QueueStorage {
  #commits: Commit[] = [];
  #writing: Promise<void> | undefined;
  #unusable: QueueStorageError | undefined;
  #compactAt: number;
  #file: FileHandle;
  /** Length of the file up to the last commit. */
  #bytes: number;

  constructor(
    private readonly place: { directory: string; path: string },
    file: FileHandle,
    private readonly entries: QueueEntries,
    bytes: number,
    private readonly lock: Server,
  ) {
    this.#file = file;
    this.#bytes = bytes;
    this.#compactAt = compactAboveBytes;
  }

  append(texts: readonly string[]): Promise<void> {
    return this.#commit({ put: 'waiting', entries: texts.map((text) => [this.entries.take(), text]) });
  }

  async peek(list: QueueList, limit: number, after?: number): Promise<StoredEntry[]> {
    await this.#writing;
    return this.entries.peek(list, limit, after);
  }

  remove(sequences: readonly number[]): Promise<void> {
    return this.#commit({ remove: [...sequences] });
  }

  move(list: QueueList, entries: readonly StoredEntry[]): Promise<void> {
    return this.#commit({ move: list, entries: entries.map(({ sequence, text }) => [sequence, text]) });
  }

  async count(list: QueueList): Promise<number> {
    await this.#writing;
    return this.entries.count(list);
  }

  async close(): Promise<void> {
    await this.#writing;
    if (this.#unusable?.code === 'closed') return;
    this.#unusable = new QueueStorageError('closed', 'the queue is closed');
    await this.#file.close();
    this.lock.close();
  }

  /** Changes that arrive while a commit is being written share the next commit. */
  #commit(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#commits.push({ change, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async #write(): Promise<void> {
    await Promise.resolve(); // changes of the same turn of the event loop are included
    while (this.#commits.length > 0) {
      const commits = this.#commits.splice(0);
      try {
        if (this.#unusable) throw this.#unusable;
        const changes = commits.map(({ change }) => change);
        await this.#append(lineOf(changes));
        for (const change of changes) apply(this.entries, change);
        for (const { resolve } of commits) resolve();
      } catch (error) {
        for (const { reject } of commits) reject(error);
        continue;
      }
      if (this.#bytes > this.#compactAt) await this.#compact();
    }
    // In the same step as the last check for pending changes: a later caller starts a new commit.
    this.#writing = undefined;
  }

  async #append(line: Buffer): Promise<void> {
    try {
      await this.#file.appendFile(line);
    } catch (error) {
      // For example, the disk is full: the partial line is removed, and the next commit may find room.
      await this.#file.truncate(this.#bytes).catch((cause: unknown) => this.#fail(cause));
      throw error;
    }
    try {
      await this.#file.datasync();
    } catch (error) {
      // The state of the disk is unknown now: the file has to be read again.
      throw this.#fail(error);
    }
    this.#bytes += line.length;
  }

  /** A draft beside the file that then takes its place: a crash leaves the one or the other, whole. */
  async #compact(): Promise<void> {
    const { directory, path } = this.place;
    const draft = draftOf(path);
    let bytes = 0;
    try {
      const file = await open(draft, 'w', 0o600);
      try {
        for (const line of compacted(this.entries)) {
          await file.appendFile(line);
          bytes += line.length;
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch {
      // No room for a second file: the first stays in use, and the next attempt comes later.
      this.#compactAt = this.#bytes * growth;
      await rm(draft, { force: true });
      return;
    }
    try {
      await this.#file.close(); // Windows lets no open file be replaced
      await rename(draft, path);
      await syncDirectory(directory);
      this.#file = await open(path, 'a', 0o600);
      this.#bytes = bytes;
      this.#compactAt = Math.max(compactAboveBytes, bytes * growth);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(cause: unknown): QueueStorageError {
    return (this.#unusable = new QueueStorageError('failed', 'the queue file could not be written: open the queue again', { cause }));
  }
}

function apply(entries: QueueEntries, change: Change): void {
  if ('next' in change) entries.reserve(change.next);
  else if ('remove' in change) for (const sequence of change.remove) entries.remove(sequence);
  else if ('put' in change) for (const [sequence, text] of change.entries) entries.put(change.put, { sequence, text });
  else for (const [sequence, text] of change.entries) if (entries.has(sequence)) entries.put(change.move, { sequence, text });
}

function lineOf(changes: readonly Change[]): Buffer {
  return Buffer.from(`${JSON.stringify(changes)}\n`);
}

function* compacted(entries: QueueEntries): Generator<Buffer> {
  yield lineOf([{ next: entries.next }]);
  for (const list of ['waiting', 'attention'] as const) {
    let page = entries.peek(list, entriesPerLine);
    while (page.length > 0) {
      yield lineOf([{ put: list, entries: page.map(({ sequence, text }) => [sequence, text]) }]);
      page = entries.peek(list, entriesPerLine, page.at(-1)!.sequence);
    }
  }
}

async function load(path: string): Promise<{ entries: QueueEntries; bytes: number }> {
  const entries = new QueueEntries();
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { entries, bytes: 0 };
    throw error;
  }
  let bytes = 0;
  for (let line = 1; bytes < content.length; line += 1) {
    const end = content.indexOf('\n', bytes);
    const changes = end === -1 ? undefined : changesOf(content.toString('utf8', bytes, end));
    if (changes === undefined) {
      // A commit is one write, and the next begins when it is on disk: only the last line can be torn.
      if (end !== -1 && end + 1 < content.length) throw new QueueStorageError('damaged', `line ${line} of the queue file cannot be read`);
      await truncate(path, bytes);
      break;
    }
    for (const change of changes) apply(entries, change);
    bytes = end + 1;
  }
  return { entries, bytes };
}

function changesOf(line: string): Change[] | undefined {
  try {
    const changes: unknown = JSON.parse(line);
    return Array.isArray(changes) ? (changes as Change[]) : undefined;
  } catch {
    return undefined;
  }
}

function draftOf(path: string): string {
  return `${path}.draft`;
}

/** A file's name is durable when its folder is. Windows has no such thing, and does not need it. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A local socket that listens as long as the process lives: unlike a file with a process id, it cannot be left behind.
 */
async function takeLock(directory: string): Promise<Server> {
  const name = `everchart-queue-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return listen(`\0${name}`);
  if (process.platform === 'win32') return listen(`\\\\.\\pipe\\${name}`);
  // Elsewhere the socket's file is left behind by a killed process: connecting to it fails.
  const path = join(tmpdir(), `${name}.sock`);
  if (!(await answers(path))) await rm(path, { force: true });
  return listen(path);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new QueueStorageError('in-use', 'another process has this queue open') : error),
    );
    server.listen(address, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
