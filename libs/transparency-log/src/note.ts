import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/** A note, a key or a checkpoint that cannot be taken. `code` is stable. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
  constructor(
    readonly code: 'note-malformed' | 'key-malformed' | 'checkpoint-malformed' | 'signature-missing' | 'signature-wrong',
    message: string,
  ) {
    super(message);
  }
}

/** Algorithm byte of plain Ed25519 in a key and in its hash. Source: C2SP signed-note. */
const ed25519Algorithm = 0x01;
const publicKeyLength = 32;

/** Who checks signatures: a name and an Ed25519 public key. */
export interface Verifier {
  name: string;
  /** 32 bytes. */
  publicKey: Buffer;
}

/** Who signs. */
export interface Signer extends Verifier {
  privateKey: KeyObject;
}

/** @param privateKey Ed25519, PKCS #8 PEM or a key object @throws NoteError `key-malformed` */
export function createSigner(name: string, privateKey: string | KeyObject): Signer {
  assertName(name);
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  if (key.asymmetricKeyType !== 'ed25519') throw new NoteError('key-malformed', 'a log is signed with an Ed25519 key');
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return { name, privateKey: key, publicKey: Buffer.from(x!, 'base64url') };
}

/**
 * `<name>+<hex key hash>+<base64(algorithm ‖ public key)>`: what a verifier is given. Source: C2SP signed-note,
 * verifier keys.
 */
export function formatVerifierKey(verifier: Verifier): string {
  const key = Buffer.concat([Buffer.of(ed25519Algorithm), verifier.publicKey]).toString('base64');
  return `${verifier.name}+${keyHash(verifier).toString('hex')}+${key}`;
}

/** The exact inverse of {@link formatVerifierKey}, but for white space around it. @throws NoteError `key-malformed` */
export function parseVerifierKey(text: string): Verifier {
  const written = text.trim();
  const [name = '', , ...key] = written.split('+');
  assertName(name);
  const verifier = { name, publicKey: Buffer.from(key.join('+'), 'base64').subarray(1) };
  if (verifier.publicKey.length !== publicKeyLength || formatVerifierKey(verifier) !== written) {
    throw new NoteError('key-malformed', 'a verifier key is <name>+<hash of name and key, 8 hex digits>+<base64 of an Ed25519 key>');
  }
  return verifier;
}

/** `<text>\n— <name> <base64(key hash ‖ signature)>\n`. @param text ends in a line break */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n')) throw new NoteError('note-malformed', 'the text of a note ends in a line break');
  const signature = Buffer.concat([keyHash(signer), sign(null, Buffer.from(text), signer.privateKey)]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

/**
 * The text of a note that carries a good signature of this verifier. Signatures by others are left alone, as the format
 * wants it.
 * @throws NoteError `note-malformed`, `signature-missing`, `signature-wrong`
 */
export function openNote(note: string, verifier: Verifier): string {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new NoteError('note-malformed', 'the note has no signatures');
  const text = note.slice(0, split + 1);
  const hashOfKey = keyHash(verifier);
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const match = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    if (!match) throw new NoteError('note-malformed', 'a signature line is malformed');
    const signature = Buffer.from(match[2]!, 'base64');
    if (match[1] !== verifier.name || !signature.subarray(0, 4).equals(hashOfKey)) continue;
    if (!verify(null, Buffer.from(text), keyObjectOf(verifier), signature.subarray(4)))
      throw new NoteError('signature-wrong', `the signature of ${verifier.name} does not fit the text`);
    return text;
  }
  throw new NoteError('signature-missing', `the note is not signed by ${verifier.name}`);
}

function keyHash({ name, publicKey }: Verifier): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519Algorithm), publicKey]), 'buffer').subarray(0, 4);
}

function keyObjectOf({ publicKey }: Verifier): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
}

/** @throws NoteError `key-malformed`: no log, and no key, can have the name */
export function assertName(name: string): void {
  if (!/^[^+\s]+$/.test(name)) throw new NoteError('key-malformed', 'a key name has no white space and no plus sign');
}
