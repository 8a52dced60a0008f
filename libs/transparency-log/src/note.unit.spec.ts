import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  formatVerifierKey,
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
    for (const text of ['o\n07\n', 'o\n7\nshort\n', `o\n7\n${emptyRoot.toString('base64')}`, `o\n-1\n${emptyRoot.toString('base64')}\n`]) {
      expect(codeOf(() => parseCheckpoint(text))).toBe('checkpoint-malformed');
    }
  });
});
