import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PublishedCheckpoint, PublishedCheckpoints } from '../application/published-checkpoints.js';

/**
 * What was published, in a file: for processes that share a disk. One line per checkpoint, `<size> <root>
 * <organisation>`, appended. Several processes may append: those of one database are kept apart by the lock of the log.
 */
export class PublishedFile implements PublishedCheckpoints {
  readonly #last = new Map<string, PublishedCheckpoint>();
  #read = 0;

  private constructor(private readonly file: FileHandle) {}

  /** Made when it is absent, for its owner only. */
  static async open(path: string): Promise<PublishedFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const published = new PublishedFile(await open(path, 'a+', 0o600));
    // A line that a crash has cut off: what follows stands on a line of its own.
    const text = await readFile(path);
    if (text.length > 0 && text.at(-1) !== 0x0a) await published.file.appendFile('\n');
    return published;
  }

  async last(org: string): Promise<PublishedCheckpoint | undefined> {
    await this.#refresh();
    return this.#last.get(org);
  }

  async all(): Promise<ReadonlyMap<string, PublishedCheckpoint>> {
    await this.#refresh();
    return this.#last;
  }

  async publish(org: string, { size, root }: PublishedCheckpoint, before: PublishedCheckpoint | undefined): Promise<boolean> {
    const last = await this.last(org);
    if (last?.size !== before?.size || (last && !last.root.equals(before!.root))) return false;
    await this.file.appendFile(`${size} ${root.toString('base64')} ${org}\n`);
    await this.file.datasync();
    this.#keep(org, { size, root });
    return true;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  /** Takes what other processes have appended. */
  async #refresh(): Promise<void> {
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

  #keep(org: string, checkpoint: PublishedCheckpoint): void {
    if (checkpoint.size >= (this.#last.get(org)?.size ?? 0)) this.#last.set(org, checkpoint);
  }
}
