import { copyFile, mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { sha256 } from '@everchart/envelope';
import { v7 as newId } from 'uuid';

/** An event of accesses that the store could not take: sealed, as it will stand in the store. */
export interface KeptAccesses {
  org: string;
  /** Of the event. */
  id: string;
  /** When they were sealed; RFC 3339. */
  at: string;
  /** Of the organisation's key. */
  keyId: string;
  correlationId: string;
  traceparent?: string | undefined;
  /** One of the accesses says what has to be put down elsewhere, too. */
  tells?: true | undefined;
  /** The list of sealed leaves, base64. */
  payload: string;
}

/** What stands in a row in a file of the spool. */
export interface KeptRun {
  /** Names the file. */
  spool: string;
  events: readonly KeptAccesses[];
  /** Of the first of them in the file, counted from 1. */
  number: number;
  /** The file ends behind them: nothing more comes under this name. */
  isEnd: boolean;
}

/** There is no room: nothing was kept. */
export class SpoolFullError extends Error {
  override readonly name = 'SpoolFullError';
}

/** A line of the spool is not what was written. */
export class SpoolDamagedError extends Error {
  override readonly name = 'SpoolDamagedError';
}

export interface AccessSpoolOptions {
  /** Of one process: no other one may use it at the same time. */
  directory: string;
  maxBytes: number;
  /** A file was put aside: what stands behind its last line that is whole is not known. */
  onDamaged: (error: SpoolDamagedError) => void;
}

interface Line {
  json: Buffer;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** A file of lines `<hash> <JSON>`: the hash is that of the one before and of the JSON. */
interface SpoolFile {
  spool: string;
  path: string;
  /** Of lines that are on disk. */
  bytes: number;
  /** Of the last line on disk. */
  chain: Buffer;
  /** Of the file that is written. */
  handle?: FileHandle | undefined;
  /** Up to here all is in the store. */
  drained: { bytes: number; lines: number; chain: Buffer };
}

const suffix = '.accesses';
const runMax = 100;
/** More than a line has: an event of accesses is bounded. */
const readBytes = 4 * 1024 * 1024;
/** What lies above is for what cannot wait. */
const vitalFrom = 0.75;
const newline = '\n'.charCodeAt(0);
const hashLength = 64;

/**
 * Accesses on the local disk while the store cannot take them. Promises: what was kept is on disk (fsync), is there
 * after the end of the process, and is given out in the order in which it was kept until it is in the store. Each line
 * contains the hash of all before it: none can be changed, left out or moved unnoticed.
 */
export class AccessSpool {
  /** The oldest first; the last one may be written. */
  readonly #files: SpoolFile[] = [];
  #waiting: Line[] = [];
  #writing: Promise<void> | undefined;
  #draining: Promise<void> | undefined;
  /** The last run is on its way to the store: what comes waits for it, or there would always be one more. */
  #ending: Promise<void> | undefined;

  private constructor(
    private readonly options: AccessSpoolOptions,
    private readonly lock: Server,
  ) {}

  /** @throws Error another process uses the directory */
  static async open(options: AccessSpoolOptions): Promise<AccessSpool> {
    await mkdir(options.directory, { recursive: true, mode: 0o700 });
    const spool = new AccessSpool(options, await lockOf(join(options.directory, 'lock')));
    const names = (await readdir(options.directory)).filter((name) => name.endsWith(suffix)).sort();
    for (const name of names) {
      const path = join(options.directory, name);
      spool.#files.push(fileOf(name.slice(0, -suffix.length), path, (await stat(path)).size));
    }
    return spool;
  }

  /** Something is not in the store yet. */
  get holds(): boolean {
    return this.#files.length > 0 || this.#waiting.length > 0;
  }

  /** That are not in the store yet. */
  get bytes(): number {
    return this.#files.reduce((sum, { bytes, drained }) => sum + bytes - drained.bytes, 0);
  }

  /** @returns whether what comes now has to wait behind what is kept */
  async mustKeep(): Promise<boolean> {
    while (this.#ending) await this.#ending;
    return this.holds;
  }

  /**
   * Resolves when it is on disk.
   * @param vital it may have the room that is kept free for it
   * @throws SpoolFullError
   */
  keep(accesses: KeptAccesses, { vital }: { vital: boolean }): Promise<void> {
    const json = Buffer.from(JSON.stringify(accesses));
    const waiting = this.#waiting.reduce((sum, line) => sum + line.json.length, 0);
    if (this.bytes + waiting + json.length > this.options.maxBytes * (vital ? 1 : vitalFrom))
      return Promise.reject(new SpoolFullError('the spool of accesses is full'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ json, resolve, reject });
      this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    });
  }

  /**
   * Gives all that is kept to the store, in order, until nothing is left. When the process ends in between, some come a
   * second time: their ids tell.
   */
  drain(take: (run: KeptRun) => Promise<void>): Promise<void> {
    return (this.#draining ??= this.#drain(take).finally(() => (this.#draining = undefined)));
  }

  /** What is left is found by the next process. */
  async close(): Promise<void> {
    await this.#draining?.catch(() => undefined);
    await this.#writing;
    for (const { handle } of this.#files) await handle?.close();
    await new Promise((resolve) => this.lock.close(resolve));
  }

  /** What came while others were written goes to the disk together. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = [...this.#waiting];
      const failure = await this.#append(lines).then(
        () => undefined,
        (error: Error) => error,
      );
      this.#waiting = this.#waiting.slice(lines.length);
      for (const { resolve, reject } of lines)
        if (failure) reject(failure);
        else resolve();
    }
  }

  async #append(lines: readonly Line[]): Promise<void> {
    const file = await this.#current();
    let { chain } = file;
    const bytes = Buffer.concat(lines.flatMap(({ json }) => [Buffer.from(`${(chain = chained(chain, json)).toString('hex')} `), json, Buffer.of(newline)])); // prettier-ignore
    try {
      await file.handle!.writeFile(bytes);
      await file.handle!.datasync();
    } catch (error) {
      // What was written of it was answered to no one, and nothing is written behind it: it ends this file.
      await this.#endFile(file);
      throw error;
    }
    file.bytes += bytes.length;
    file.chain = chain;
  }

  async #current(): Promise<SpoolFile> {
    const last = this.#files.at(-1);
    if (last?.handle) return last;
    const spool = newId();
    const path = join(this.options.directory, `${spool}${suffix}`);
    const handle = await open(path, 'ax', 0o600);
    const directory = await open(this.options.directory, 'r');
    await directory.sync().finally(() => directory.close());
    const file = { ...fileOf(spool, path, 0), handle };
    this.#files.push(file);
    return file;
  }

  async #endFile(file: SpoolFile): Promise<void> {
    const { handle } = file;
    file.handle = undefined;
    await handle?.close();
  }

  async #drain(take: (run: KeptRun) => Promise<void>): Promise<void> {
    for (;;) {
      const [file] = this.#files;
      if (!file) return;
      const { run, after } = await this.#read(file);
      const isEnd = after.bytes === file.bytes && !(file.handle && this.#writing);
      if (isEnd) await this.#whileOthersWait(() => this.#takeEnd(file, { ...run, isEnd }, take));
      else if (run.events.length > 0) await take(run);
      else await this.#writing;
      file.drained = after;
    }
  }

  async #whileOthersWait(work: () => Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ending = promise;
    try {
      await work();
    } finally {
      this.#ending = undefined;
      resolve();
    }
  }

  /** Nothing more is written to the file, also when the store does not take its end now. */
  async #takeEnd(file: SpoolFile, run: KeptRun, take: (run: KeptRun) => Promise<void>): Promise<void> {
    await this.#endFile(file);
    await take(run);
    await unlink(file.path);
    this.#files.shift();
  }

  /** The next lines, each held against its hash. */
  async #read(file: SpoolFile): Promise<{ run: KeptRun; after: SpoolFile['drained'] }> {
    const { spool, path, drained } = file;
    const events: KeptAccesses[] = [];
    let { bytes, lines, chain } = drained;
    const part = await readPart(path, bytes, Math.min(readBytes, file.bytes - bytes));
    while (lines - drained.lines < runMax) {
      const from = bytes - drained.bytes;
      const end = part.indexOf(newline, from);
      if (end < 0) break;
      const [hash, json] = [part.toString('latin1', from, from + hashLength), part.subarray(from + hashLength + 1, end)];
      chain = chained(chain, json);
      if (chain.toString('hex') !== hash) {
        await this.#putAside(file, bytes);
        break;
      }
      events.push(JSON.parse(json.toString()) as KeptAccesses);
      bytes = drained.bytes + end + 1;
      lines += 1;
    }
    // The process ended while it wrote the last line: it was answered to no one.
    if (events.length === 0 && bytes < file.bytes) file.bytes = bytes;
    return { run: { spool, events, number: drained.lines + 1, isEnd: false }, after: { bytes, lines, chain } };
  }

  /** What stands before the line that is not what was written is taken; the file stays, for those who look. */
  async #putAside(file: SpoolFile, bytes: number): Promise<void> {
    await this.#endFile(file);
    const aside = `${file.path}.damaged`;
    await copyFile(file.path, aside);
    file.bytes = bytes;
    this.options.onDamaged(new SpoolDamagedError(`a line of ${file.spool} is not what was written`));
  }
}

const genesis = Buffer.alloc(32);

function fileOf(spool: string, path: string, bytes: number): SpoolFile {
  return { spool, path, bytes, chain: genesis, drained: { bytes: 0, lines: 0, chain: genesis } };
}

function chained(chain: Buffer, json: Uint8Array): Buffer {
  return sha256(Buffer.concat([chain, json]));
}

async function readPart(path: string, from: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A socket that listens: it goes with its process, however that ends. */
async function lockOf(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).unref();
  const listen = (): Promise<void> => new Promise((resolve, reject) => server.once('error', reject).listen(path, () => resolve(void server.off('error', reject)))); // prettier-ignore
  try {
    await listen();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (await isAnswered(path)) throw new Error('the directory of the spool is used by another process', { cause: error });
    await unlink(path);
    await listen();
  }
  return server;
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
