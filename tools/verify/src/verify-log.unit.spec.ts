import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSigner, formatVerifierKey, signNote } from '@everchart/transparency-log';
import { afterEach, describe, expect, it } from '@jest/globals';
import { checkpointOf, checkpointText, EventSource, signer, textsOf, writeLog, type SampleEvent } from '../test/log-directory.js';
import { VerificationError, verifyLogDirectory } from './index.js';

const verifierKey = formatVerifierKey(signer);
const size = 700;

describe('a log taken home', () => {
  const made: string[] = [];
  const write = (...given: Parameters<typeof writeLog>): string => {
    const directory = writeLog(...given);
    made.push(directory);
    return directory;
  };
  afterEach(() => {
    for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
  });
  const check = (directory: string, knownCheckpoints: readonly string[] = []) =>
    verifyLogDirectory({ directory, verifierKey, knownCheckpoints });
  const faultsOf = (directory: string, known?: readonly string[]): string[] => check(directory, known).faults;
  const healthy = (): { headers: SampleEvent[]; entries: string[] } => {
    const clinical = new EventSource('ingest').take(400);
    const access = new EventSource('patient-timeline', 3).take(300);
    const headers = clinical.flatMap((header, at) => (at < access.length ? [header, access[at]!] : [header]));
    // Partitions are read side by side: neighbours change places.
    for (let at = 10; at < 200; at += 3) [headers[at], headers[at + 5]] = [headers[at + 5]!, headers[at]!];
    return { headers, entries: textsOf(headers) };
  };

  it('holds, whatever order its entries came in', () => {
    const { entries } = healthy();
    const report = check(write(entries), [checkpointOf(entries.slice(0, 300)), checkpointOf(entries.slice(0, 1))]);
    expect(report).toMatchObject({ origin: signer.name, size, entries: size, faults: [], faultsFound: 0 });
    expect(report.shards.map(({ from, to, gaps, entries: count }) => [from, to, gaps, count])).toEqual([[1, 400, 0, 400], [1, 300, 0, 300]]); // prettier-ignore
  });

  it.each([1, 2, 255, 256, 257, 512, 513])('of %i entries holds', (count) => {
    expect(faultsOf(write(textsOf(new EventSource('ingest').take(count))))).toEqual([]);
  });

  it('names an entry in which one bit was flipped', () => {
    const { entries } = healthy();
    const directory = write(entries);
    const file = join(directory, 'tile/entries/001');
    const bytes = readFileSync(file);
    bytes[bytes.indexOf('carer-anna') + 6]! ^= 1;
    writeFileSync(file, bytes);
    const faults = faultsOf(directory);
    expect(faults).toContainEqual(expect.stringMatching(/^entry 256: is not what tile\/0\/001 was made from/));
    expect(faults).toContainEqual(expect.stringMatching(/does not follow position \d+ in the chain of/));
    expect(faults).toContainEqual('checkpoint: the root over the 700 entries is not the one that was signed');
  });

  it('names a hash tile in which one bit was flipped, while the entries still fit the signature', () => {
    const directory = write(healthy().entries);
    const file = join(directory, 'tile/0/001');
    const bytes = readFileSync(file);
    bytes[32 * 7]! ^= 1;
    writeFileSync(file, bytes);
    expect(faultsOf(directory)).toEqual([
      expect.stringMatching(/^entry 263: is not what tile\/0\/001 was made from: the entry or the tile was changed$/),
    ]);
  });

  it.each([
    ['taken out', (entries: string[]) => entries.toSpliced(100, 1), /^[a-z-]+ .{8}\/1 shard 0: position \d+ is missing$/],
    [
      'slipped in',
      (entries: string[]) => entries.toSpliced(100, 0, textsOf(new EventSource('ingest').take(2))[1]!),
      /position 1 is missing$/,
    ],
    ['put in twice', (entries: string[]) => entries.toSpliced(100, 0, entries[50]!), /^entry 100 .* is in the log a second time$/],
    [
      'changed',
      (entries: string[]) => entries.with(100, entries[100]!.replace('carer-anna', 'carer-olga')),
      /does not follow position \d+ in the chain/,
    ],
  ])('finds an entry that was %s even by whoever holds the key of the log', (_, change, fault) => {
    const entries = change(healthy().entries);
    expect(faultsOf(write(entries))).toContainEqual(expect.stringMatching(fault));
  });

  it('finds an entry that was taken out under the old checkpoint', () => {
    const { entries } = healthy();
    const directory = write(entries.toSpliced(600, 1), checkpointOf(entries));
    expect(faultsOf(directory)).not.toEqual([]);
  });

  it('finds two entries that were swapped', () => {
    const { entries } = healthy();
    const directory = write(entries.with(20, entries[30]!).with(30, entries[20]!), checkpointOf(entries));
    expect(faultsOf(directory)).toEqual(['checkpoint: the root over the 700 entries is not the one that was signed']);
    const known = checkpointOf(entries);
    expect(faultsOf(write(entries.with(20, entries[30]!).with(30, entries[20]!)), [known])).toEqual([
      expect.stringMatching(/^known checkpoint 1: the first 700 entries are not those that it was signed over/),
    ]);
  });

  it('finds a log that was rolled back, and one that was forked', () => {
    const { entries } = healthy();
    const known = checkpointOf(entries);
    expect(faultsOf(write(entries.slice(0, 500)), [known])).toContainEqual(
      expect.stringMatching(/^known checkpoint 1: is of 700 entries, and the log has only 500/),
    );
    const source = new EventSource('ingest');
    const trunk = source.take(300);
    const fork = textsOf([...trunk, ...new EventSource('patient-timeline').take(100)]);
    const directory = write(fork);
    mkdirSync(join(directory, 'checkpoints'));
    writeFileSync(join(directory, 'checkpoints/350'), checkpointOf(textsOf([...trunk, ...source.take(50)])));
    expect(faultsOf(directory)).toEqual([expect.stringMatching(/^checkpoints\/350: the first 350 entries are not those .* forked$/)]);
  });

  it('does not take the signature of another, or a checkpoint that was changed', () => {
    const { entries } = healthy();
    const stranger = createSigner(signer.name, generateKeyPairSync('ed25519').privateKey);
    expect(faultsOf(write(entries, checkpointOf(entries, stranger)))).toEqual(['checkpoint: the note is not signed by log.example/home']);
    expect(faultsOf(write(entries, checkpointOf(entries).replace('\n700\n', '\n699\n')))).toContainEqual(
      expect.stringMatching(/^checkpoint: the signature of log.example\/home does not fit/),
    );
    const misnamed = signNote(checkpointText(entries).replace(signer.name, 'log.example/elsewhere'), signer);
    expect(faultsOf(write(entries, misnamed))).toEqual(['checkpoint: is of the log log.example/elsewhere, the key of log.example/home']);
    expect(faultsOf(write(entries, 'nothing'))).toContainEqual('checkpoint: the note has no signatures');
  });

  it('names files that are missing or cut off', () => {
    const directory = write(healthy().entries);
    rmSync(join(directory, 'tile/0/000'));
    expect(faultsOf(directory)).toEqual(['tile/0/000: is missing']);
    const entries = join(directory, 'tile/entries/002.p/188');
    writeFileSync(entries, readFileSync(entries).subarray(0, -5));
    expect(faultsOf(directory)).toContain('tile/entries/002.p/188: is cut off');
  });

  it('names what is no event, another organisation, and text that is not canonical', () => {
    const headers = new EventSource('ingest').take(3);
    const elsewhere = { ...headers[2]!, header: { ...headers[2]!.header, org: 'other' } };
    const [first, second] = textsOf(headers) as [string, string];
    const entries = [first, second.replace(',', ', '), ...textsOf([elsewhere]), '{}', 'no JSON'];
    const faults = faultsOf(write(entries));
    expect(faults).toContainEqual(expect.stringMatching(/^entry 1 .*is not canonical JSON$/));
    expect(faults).toContainEqual(expect.stringMatching(/^entry 2 .*is of another organisation/));
    expect(faults).toContain('entry 3: is not the header of an event');
    expect(faults).toContain('entry 4: is not the header of an event');
  });

  it('follows a store that was restored from a backup', () => {
    const source = new EventSource('ingest');
    const before = source.take(12);
    const restored = source.restored();
    const lost = source.take(8);
    const after = restored.take(3);
    expect(faultsOf(write(textsOf([...before, ...lost, ...after])))).toEqual([]);
    expect(faultsOf(write(textsOf([...before, ...lost, ...after.slice(1)])))).toEqual([
      expect.stringMatching(/^entry 20 .*: nothing in the log is what ingest .{8}\/2 shard 0 goes on from$/),
    ]);
  });

  it('holds sources to what they state, whatever order it came in', () => {
    const source = new EventSource('ingest');
    const first = source.take(3);
    const [early, more] = [source.head(), source.take(2)];
    const entries = [early, ...textsOf(first), ...textsOf(more), source.head(7200), source.head(14_400)];
    const report = check(write(entries));
    expect(report).toMatchObject({ faults: [], entries: 8 });
    expect(report.shards).toMatchObject([{ to: 5, entries: 5, gaps: 0, stated: { position: 5, at: '2026-02-25T10:13:20.000000Z' } }]);
  });

  it('names a tail that was stated and is not there, and another event than was stated', () => {
    const source = new EventSource('ingest');
    const before = source.take(3);
    const head = source.head();
    source.take(2);
    const ahead = source.head();
    expect(faultsOf(write([...textsOf(before), head, ahead]))).toEqual([
      expect.stringMatching(
        /^entry 4 \(head\): tail-missing: ingest .{8}\/1 shard 0 stated position 5 at .*, and the log has it up to 3: /,
      ),
    ]);
    expect(faultsOf(write([ahead]))).toEqual([
      expect.stringMatching(/^entry 0 \(head\): tail-missing: .* stated position 5 at .* up to 0: /),
    ]);
    expect(faultsOf(write([...textsOf(before), ahead.replace(':ingest:', ':integration:')]))).toEqual([
      expect.stringMatching(/^entry 3 \(head\): source-head-foreign: integration states a head of ingest .{8}\/1 shard 0$/),
    ]);
    const other = source.head(0, { position: 2, chain: Buffer.alloc(32, 7) });
    for (const entries of [[other, ...textsOf(before)], [...textsOf(before), other]])
      expect(faultsOf(write(entries))).toEqual([expect.stringMatching(/\(head\): source-head-differs: ingest .* stated another event at position 2 /)]); // prettier-ignore
  });

  it('names a source that states nothing any more while the log goes on', () => {
    const entries = (after: number): string[] => {
      const [silent, other] = [new EventSource('ingest'), new EventSource('patient-timeline')];
      return [...textsOf(silent.take(1)), silent.head(60), ...textsOf(other.take(1)), other.head(after)];
    };
    expect(faultsOf(write(entries(60 + 3 * 3600)))).toEqual([]);
    expect(faultsOf(write(entries(61 + 3 * 3600)))).toEqual([
      expect.stringMatching(/^ingest .{8}\/1 shard 0: source-silent: it has stated nothing after 2026-02-25T06:14:20.000000Z, /),
    ]);
  });

  it('takes what a restored store states before it records something', () => {
    const source = new EventSource('ingest');
    const before = source.take(3);
    const restored = source.restored();
    expect(faultsOf(write([...textsOf(before), restored.head()]))).toEqual([]);
    expect(faultsOf(write([...textsOf(before), restored.head(), ...textsOf(restored.take(1)), restored.head()]))).toEqual([]);
    restored.take(1);
    expect(faultsOf(write([...textsOf(before), restored.head()]))).toEqual([
      expect.stringMatching(/tail-missing: ingest .{8}\/2 shard 0 /),
    ]);
  });

  it('names an access that was answered and is not there', () => {
    const source = new EventSource('patient-timeline');
    const events = source.take(5);
    const receipts = events.map((event) => source.receiptOf(event, Buffer.from(event.header.contentdigest, 'hex')));
    const verify = (entries: readonly string[], ...given: string[]) =>
      verifyLogDirectory({ directory: write(entries), verifierKey, receipts: given });
    expect(verify(textsOf(events), ...receipts)).toMatchObject({ faults: [], receipts: { included: 5, awaited: [] } });
    const cut = verify(textsOf(events.slice(0, 4)), receipts[4]!);
    expect(cut).toMatchObject({ faults: [], receipts: { included: 0, awaited: [expect.stringMatching(/^receipt 1: position 5 of /)] } });
    const other = new EventSource('ingest');
    other.take(1);
    const later = other.head(61);
    expect(verify([...textsOf(events.slice(0, 4)), later], receipts[4]!).faults).toContainEqual(
      expect.stringMatching(/^receipt 1: access-missing: position 5 /),
    );
    const forged = source.receiptOf(events[1]!, Buffer.alloc(32, 1));
    expect(verify(textsOf(events), forged).faults).toEqual([
      expect.stringMatching(/^receipt 1: access-not-in-event: the event at position 2 /),
    ]);
    const elsewhere = source.receiptOf({ ...events[1]!, store: { ...events[1]!.store, chain: Buffer.alloc(32, 1) } }, Buffer.alloc(32));
    expect(verify(textsOf(events), elsewhere).faults).toEqual([
      expect.stringMatching(/^receipt 1: access-differs: another event stands at position 2 /),
    ]);
  });

  it('names what is no head', () => {
    const source = new EventSource('ingest');
    const events = textsOf(source.take(1));
    const head = source.head();
    expect(faultsOf(write([...events, head.replace('"shard":0', '"shard":"0"'), head.replace('"org":"home"', '"org":"other"')]))).toEqual([
      'entry 1: is not the head of a source',
      'entry 2 (head): is of another organisation than the entries before it',
    ]);
  });

  it('needs a log and a key', () => {
    expect(() => check('/nowhere')).toThrow(VerificationError);
    expect(() => verifyLogDirectory({ directory: write(healthy().entries), verifierKey: 'no key' })).toThrow(VerificationError);
  });

  it('is checked by one command, whose exit code says what was found', () => {
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    if (!existsSync(main)) throw new Error('the command is not built: npm run build');
    const run = (...given: string[]): { code: number; output: string } => {
      try {
        return { code: 0, output: execFileSync(process.execPath, [main, ...given], { encoding: 'utf8', stdio: 'pipe' }) };
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
        return { code: status, output: stdout + stderr };
      }
    };
    const { entries } = healthy();
    const directory = write(entries);
    expect(run(directory, '--key', verifierKey)).toMatchObject({
      code: 0,
      output: expect.stringContaining('every hash, link and signature holds'),
    });
    const changed = write(entries.with(3, entries[3]!.replace('anna', 'olga')), checkpointOf(entries));
    const found = run(changed, '--key', verifierKey);
    expect(found.code).toBe(1);
    expect(found.output).toContain('entry 3');
    expect(JSON.parse(run(changed, '--key', verifierKey, '--json').output)).toMatchObject({ size });
    expect(run('/nowhere', '--key', verifierKey)).toMatchObject({ code: 2, output: expect.stringContaining('holds no log') });
    expect(run(directory)).toMatchObject({ code: 2, output: expect.stringContaining('--key') });
  });
});
