import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  formatVerifierKey,
  leafHash,
  NoteError,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
} from './index.js';

const signerOf = (name: string) => createSigner(name, generateKeyPairSync('ed25519').privateKey);

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof NoteError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('a signed note', () => {
  const signer = signerOf('log.example/home');
  const text = formatCheckpoint({ origin: 'log.example/home', size: 7, root: emptyRoot });
  const note = signNote(text, signer);

  it('opens under the key that was handed out as text', () => {
    expect(openNote(note, parseVerifierKey(formatVerifierKey(signer)))).toBe(text);
    expect(parseCheckpoint(text)).toEqual({ origin: 'log.example/home', size: 7, root: emptyRoot });
  });

  it('opens the example of the format', () => {
    // Source: golang.org/x/mod/sumdb/note, package documentation.
    const verifier = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const example =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    expect(openNote(example, verifier)).toMatch(/^If you think/);
  });

  it('is not opened when anything was changed, and says what is wrong', () => {
    expect(codeOf(() => openNote(note.replace('\n7\n', '\n8\n'), signer))).toBe('signature-wrong');
    expect(codeOf(() => openNote(note, signerOf('log.example/home')))).toBe('signature-missing');
    expect(codeOf(() => openNote(note, { ...signer, name: 'log.example/other' }))).toBe('signature-missing');
    expect(codeOf(() => openNote(text, signer))).toBe('note-malformed');
    expect(codeOf(() => openNote(`${text}\nno signature\n`, signer))).toBe('note-malformed');
  });

  it('is cut into text and signatures at the last empty line', () => {
    const twoParagraphs = 'one\n\ntwo\n';
    expect(openNote(signNote(twoParagraphs, signer), signer)).toBe(twoParagraphs);
    expect(openNote(signNote('\n', signer), signer)).toBe('\n');
    expect(codeOf(() => signNote('no line break', signer))).toBe('note-malformed');
    expect(codeOf(() => openNote(note.slice(0, -1), signer))).toBe('note-malformed');
  });

  it('is malformed when any line of its signatures is', () => {
    const line = note.slice(text.length + 1, -1);
    for (const other of [`${line} `, ` ${line}`, `x${line}`, `${line}x`.replace('— ', '—'), line.replace(/=*$/, '=x'), '— name', '']) {
      expect(codeOf(() => openNote(`${text}\n${other}\n`, signer))).toBe('note-malformed');
      if (other) expect(codeOf(() => openNote(`${text}\n${other}\n${line}\n`, signer))).toBe('note-malformed');
    }
  });

  it('is not signed by less or more than a signature', () => {
    const [start, name, base64] = note.slice(text.length + 1, -1).split(' ') as [string, string, string];
    const bytes = Buffer.from(base64, 'base64');
    for (const changed of [bytes.subarray(0, 4), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0)])])
      expect(codeOf(() => openNote(`${text}\n${start} ${name} ${changed.toString('base64')}\n`, signer))).toBe('signature-wrong');
    expect(codeOf(() => openNote(`${text}\n${start} ${name} ${bytes.subarray(0, 3).toString('base64')}\n`, signer))).toBe(
      'signature-missing',
    );
  });

  it('may carry the signatures of others', () => {
    const other = signNote(text, signerOf('witness.example/w1')).slice(text.length + 1);
    expect(openNote(note + other, signer)).toBe(text);
    expect(openNote(`${text}\n${other}${note.slice(text.length + 1)}`, signer)).toBe(text);
  });
});

describe('keys and checkpoints', () => {
  it('are refused when they are malformed', () => {
    const key = formatVerifierKey(signerOf('log.example/home'));
    expect(codeOf(() => parseVerifierKey(key.replace('log.', 'lag.')))).toBe('key-malformed');
    expect(codeOf(() => parseVerifierKey('nothing'))).toBe('key-malformed');
    expect(codeOf(() => signerOf('has space'))).toBe('key-malformed');
    expect(codeOf(() => createSigner('log', generateKeyPairSync('x25519').privateKey))).toBe('key-malformed');
  });

  it('are taken in the one spelling that is written', () => {
    const verifier = { name: 'log.example/home', publicKey: Buffer.alloc(32, 7) };
    const key = formatVerifierKey(verifier);
    expect(parseVerifierKey(` ${key}\n`)).toEqual(verifier);
    const [name, digits, base64] = key.split('+') as [string, string, string];
    const bytes = Buffer.from(base64, 'base64');
    const withKey = (changed: Buffer): string => {
      const hash = createHash('sha256').update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(1), changed.subarray(1)]));
      return `${name}+${hash.digest('hex').slice(0, 8)}+${changed.toString('base64')}`;
    };
    expect(withKey(bytes)).toBe(key);
    for (const other of ['', 'a b', ' '])
      expect(codeOf(() => parseVerifierKey(formatVerifierKey({ ...verifier, name: other })))).toBe('key-malformed');
    for (const text of [
      `${name}+${digits.toUpperCase()}+${base64}`,
      `${name}+0${digits}+${base64}`,
      `${name}+${digits}+${base64}+`,
      `${name}+${digits}+${base64} x`,
      `x ${name}+${digits}+${base64}`,
      `+${digits}+${base64}`,
      `${name}+${digits}+`,
      withKey(bytes.subarray(0, 32)),
      withKey(Buffer.concat([bytes, Buffer.of(0)])),
      withKey(Buffer.concat([Buffer.of(2), bytes.subarray(1)])),
    ])
      expect(codeOf(() => parseVerifierKey(text))).toBe('key-malformed');
  });

  it('of a signer may be given as PEM, and no name may break the form', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signer = createSigner('log', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    expect(signer.publicKey.toString('base64url')).toBe(publicKey.export({ format: 'jwk' }).x);
    for (const name of ['', 'a b', 'a\nb', 'a+b', ' a', 'a ']) expect(codeOf(() => createSigner(name, privateKey))).toBe('key-malformed');
  });

  it('of the largest tree that can be counted is read back', () => {
    for (const size of [0, 1, 10, Number.MAX_SAFE_INTEGER]) {
      const checkpoint = { origin: 'log.example/home', size, root: leafHash(Buffer.of(size % 256)) };
      expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
    }
  });

  const root = emptyRoot.toString('base64');
  it.each([
    '',
    `o\n07\n${root}\n`,
    'o\n7\nshort\n',
    `o\n7\n${root}`,
    `o\n7\n${root}\n\n`,
    `o\n7\n${root}\nextension\n`,
    `o\n7\n${root.replace('=', '')}\n`,
    `o\n7\n${root.slice(0, -2)}V=\n`,
    `o\n7\n${Buffer.alloc(31).toString('base64')}\n`,
    `o\n7\n${Buffer.alloc(33).toString('base64')}\n`,
    `o\n-1\n${root}\n`,
    `o\n-0\n${root}\n`,
    `o\n1.5\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n\n${root}\n`,
    `o\nInfinity\n${root}\n`,
    `o\n9007199254740993\n${root}\n`,
    `o\n9007199254740992\n${root}\n`,
    `\n7\n${root}\n`,
  ])('are no checkpoint in the text %j', (text) => expect(codeOf(() => parseCheckpoint(text))).toBe('checkpoint-malformed'));
});
