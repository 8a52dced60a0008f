import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What was published of a log. */
export interface PublishedCheckpoint {
  size: number;
  root: Buffer;
}

/**
 * What was ever signed, outside the database: a restore of the database does not take it along. One line per
 * checkpoint, `<size> <root> <organisation>`, appended and on disk before the checkpoint is stored. Several processes
 * may append.
 */
export class PublishedCheckpoints {
  readonly #last = new Map<string, PublishedCheckpoint>();
  #read = 0;

  private constructor(private readonly file: FileHandle) {}

  /** Made when it is absent, for its owner only. */
  static async open(path: string): Promise<PublishedCheckpoints> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const published = new PublishedCheckpoints(await open(path, 'a+', 0o600));
    // A line that a crash has cut off: what follows stands on a line of its own.
    const text = await readFile(path);
    if (text.length > 0 && text.at(-1) !== 0x0a) await published.file.appendFile('\n');
    await published.refresh();
    return published;
  }

  /** Takes what other processes have appended. */
  async refresh(): Promise<void> {
    const { size } = await this.file.stat();
    if (size <= this.#read) return;
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(size - this.#read), 0, size - this.#read, this.#read);
    const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    for (const line of buffer.toString('utf8', 0, end).split('\n')) {
      const match = /^(\d{1,15}) ([A-Za-z0-9+/]{43}=) (.+)$/.exec(line);
      if (match) this.#keep(match[3]!, { size: Number(match[1]), root: Buffer.from(match[2]!, 'base64') });
    }
    this.#read += end;
  }

  /** The largest tree that was published of a log. */
  last(org: string): PublishedCheckpoint | undefined {
    return this.#last.get(org);
  }

  get all(): Iterable<[org: string, last: PublishedCheckpoint]> {
    return this.#last;
  }

  /** Resolves when it is on disk. */
  async publish(org: string, { size, root }: PublishedCheckpoint): Promise<void> {
    await this.file.appendFile(`${size} ${root.toString('base64')} ${org}\n`);
    await this.file.datasync();
    this.#keep(org, { size, root });
  }

  close(): Promise<void> {
    return this.file.close();
  }

  #keep(org: string, checkpoint: PublishedCheckpoint): void {
    if (checkpoint.size >= (this.#last.get(org)?.size ?? 0)) this.#last.set(org, checkpoint);
  }
}
