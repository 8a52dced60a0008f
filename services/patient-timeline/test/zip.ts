import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';

/** The files of a ZIP by their names. @throws when it is not whole */
export function unzipped(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50) throw new Error('the ZIP has no end');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('the directory of the ZIP is broken');
    const [crc, compressed, size] = [16, 20, 24].map((place) => bytes.readUInt32LE(at + place)) as [number, number, number];
    const [name, local] = [bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(from, from + compressed));
    if (content.length !== size || crc32(content) !== crc) throw new Error('a file of the ZIP is damaged');
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), content);
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
