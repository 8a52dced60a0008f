import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';

const chunkBytes = 16 * 1024 * 1024;
/** A text may lie over the edge of two chunks. */
const edgeBytes = 1024;

/** A process, and those that it has started. */
export async function withChildren(pid: number): Promise<number[]> {
  const all = new Set([pid]);
  const parents: (readonly [pid: number, parent: number | undefined])[] = [];
  for (const name of await readdir('/proc')) if (/^\d+$/.test(name)) parents.push([Number(name), await parentOf(name)]);
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const [child, parent] of parents) if (parent !== undefined && all.has(parent)) all.add(child);
  }
  return [...all];
}

/**
 * Whether bytes for which the condition holds are in the memory of a process that it can write to, or shares. For root,
 * on Linux.
 * @param shared memory that was looked at before, by another process that has it: it is not looked at again
 */
export async function isInMemory(pid: number, has: (bytes: Buffer) => boolean, shared: Set<string>): Promise<boolean> {
  const memory = await readable(() => open(`/proc/${pid}/mem`, 'r'));
  if (!memory) return false;
  try {
    for (const [from, to] of await regionsOf(pid, shared)) if (await isInRegion(memory, from, to, has)) return true;
    return false;
  } finally {
    await memory.close();
  }
}

async function isInRegion(memory: FileHandle, from: number, to: number, has: (bytes: Buffer) => boolean): Promise<boolean> {
  const chunk = Buffer.alloc(chunkBytes + edgeBytes);
  for (let at = from; at < to; at += chunkBytes) {
    const wanted = Math.min(chunk.length, to - at);
    const read = await readable(() => memory.read(chunk, 0, wanted, at));
    // A part that has gone meanwhile, or is no memory.
    if (read && has(chunk.subarray(0, read.bytesRead))) return true;
  }
  return false;
}

async function regionsOf(pid: number, shared: Set<string>): Promise<[from: number, to: number][]> {
  const maps = (await readable(() => readFile(`/proc/${pid}/maps`, 'utf8'))) ?? '';
  return maps.split('\n').flatMap((line): [number, number][] => {
    const [range = '', rights = '', , device = '', inode = '', ...path] = line.split(/ +/);
    if (!rights.startsWith('r') || !/[ws]/.test(rights) || path.join(' ').startsWith('[v')) return [];
    if (rights.includes('s')) {
      const name = `${device} ${inode} ${range}`;
      if (shared.has(name)) return [];
      shared.add(name);
    }
    const [from, to] = range.split('-').map((text) => Number(`0x${text}`)) as [number, number];
    return [[from, to]];
  });
}

async function parentOf(pid: string): Promise<number | undefined> {
  const stat = await readable(() => readFile(`/proc/${pid}/stat`, 'utf8'));
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Undefined: it is gone. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EIO', 'EFAULT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
