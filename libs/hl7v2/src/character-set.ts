import { Hl7Error } from './errors.js';
import { parseMessage, type Message, type ParseOptions } from './message.js';

type CharacterSet = 'utf8' | 'latin1' | 'ascii';

/** HL7 table 0211. Empty means 7-bit ASCII. `UTF-8` is no value of the table, but is met and unmistakable. */
const characterSets: Readonly<Record<string, CharacterSet>> = {
  '': 'ascii',
  ASCII: 'ascii',
  'UNICODE UTF-8': 'utf8',
  'UTF-8': 'utf8',
  '8859/1': 'latin1',
};

/**
 * Bytes of a message → message, by the character set that its MSH-18 states.
 * @throws Hl7Error also for bytes that do not fit that character set
 */
export function decodeMessage(bytes: Uint8Array, options: ParseOptions = {}): Message {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Names and delimiters are ASCII in all of them: read as Latin-1 every byte stands for itself, so that MSH-18 can be
  // found.
  const stated = parseMessage(withoutMark(buffer).toString('latin1'), options).header.text(18);
  return parseMessage(decodeText(buffer, characterSetOf(stated)), options);
}

/** Text of a message → its bytes, by the given MSH-18 value. */
export function encodeText(text: string, characterSet: string): Buffer {
  const encoding = characterSetOf(characterSet);
  if (encoding !== 'utf8') {
    const last = encoding === 'ascii' ? 0x7f : 0xff;
    for (let at = 0; at < text.length; at += 1) {
      if (text.charCodeAt(at) > last)
        throw new Hl7Error('character-not-encodable', 'a character does not exist in the character set of MSH-18');
    }
  }
  return Buffer.from(text, encoding);
}

function characterSetOf(stated: string): CharacterSet {
  const encoding = characterSets[stated.toUpperCase()];
  if (!encoding) throw new Hl7Error('character-set-unknown', 'MSH-18 names a character set that is not supported');
  return encoding;
}

function decodeText(buffer: Buffer, encoding: CharacterSet): string {
  if (encoding === 'latin1') return buffer.toString('latin1');
  try {
    // ASCII is UTF-8. Without a stated character set, bytes above 7 bits are taken as that, when all of them are.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer);
  } catch (cause) {
    throw new Hl7Error('character-not-encodable', 'the bytes do not fit the character set of MSH-18', { cause });
  }
}

function withoutMark(buffer: Buffer): Buffer {
  return buffer.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? buffer.subarray(3) : buffer;
}
