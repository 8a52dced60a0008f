import { decodeAccessReceipt, decodeEnvelope, decodeList, decodePositionToken, EnvelopeError, encodeAccessReceipt, encodeEnvelope, encodeList, encodePositionToken, headEntryBytes, logEntryBytes, openPayload, parseHeadEntry, parseLogEntry, sealPayload, writerBytes, type WriterHeader } from '@everchart/envelope'; // prettier-ignore
import { eventsOfBundle, FhirError, parseBundle } from '@everchart/fhir';
import { decodeMessage, encodeFrame, FrameDecoder, Hl7Error, MllpError, parseTimestamp, readAcknowledgements, serialiseMessage } from '@everchart/hl7v2'; // prettier-ignore
import { ProblemError, TokenVerifier } from '@everchart/platform';
import { readJson, readJsonInTurns, utcOf } from '@everchart/primitives';
import { fuzz } from '@everchart/testing';
import { createSigner, decodeEntryBundle, decodeHashTile, encodeEntryBundle, formatCheckpoint, formatVerifierKey, NoteError, openNote, parseCheckpoint, parseTilePath, parseVerifierKey, signNote } from '@everchart/transparency-log'; // prettier-ignore
import { afterAll, describe } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';

const one = <E extends Error>(...kinds: (abstract new (...given: never[]) => E)[]) => (error: unknown): boolean => kinds.some((kind) => error instanceof kind); // prettier-ignore
const text = (input: Buffer): string => input.toString();
const key = Buffer.alloc(32, 7);
const id = '01900000-0000-7000-8000-000000000001';

const header: WriterHeader = {
  id,
  source: `urn:everchart:ingest:${id}/1`,
  type: 'note.written',
  subject: id,
  dataschema: 'urn:everchart:schema:note.written:1',
  occurredat: '2026-01-02T03:04:05+01:00',
  org: 'home',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 3,
  contentdigest: 'ab'.repeat(32),
  keyid: id,
  retentionclass: 'clinical',
  correlationid: id,
};
const store = { position: 7, previous: 5, streamVersion: 2, recordedAtUs: 1_767_319_500_123_456, chain: Buffer.alloc(32, 0xcd) };
const identity = { org: 'home', subject: id, id, type: 'note.written', dataschema: header.dataschema, keyid: id };
const sealed = sealPayload('{"text":"slept well"}', key, identity);
const event = JSON.stringify({ patientId: id, id, type: 'note.written', schemaVersion: 1, occurredAt: '2026-03-01T08:30:00+01:00', data: { kind: 'progress', text: 'ate "well", \u00e9\ud83d\ude00', n: [1.5, -2e3, null, true] } }); // prettier-ignore
const bundle = JSON.stringify({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'Patient', id, identifier: [{ system: 'https://clinic.example', value: '1' }], name: [{ family: 'Abel', given: ['Edith'] }], gender: 'female', birthDate: '1938-04' } },
    { resource: { resourceType: 'Observation', id: '01900000-0000-7000-8000-000000000002', status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }], code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] }, subject: { reference: `urn:uuid:${id}` }, effectiveDateTime: '2026-03-01T08:30:00+01:00', valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' } } },
    { resource: { resourceType: 'AllergyIntolerance', id: '01900000-0000-7000-8000-000000000003', clinicalStatus: { coding: [{ code: 'active' }] }, code: { text: 'Penicillin' }, patient: { reference: `Patient/${id}` }, recordedDate: '2026-03-01' } },
  ],
}); // prettier-ignore
const message = ['MSH|^~\\&|EVERCHART|HOME|EHR|CITY|20260301083000+0100||ORU^R01^ORU_R01|7QK2M9X4T1B8VZC03DNE|P|2.5.1|||AL|NE||UNICODE UTF-8', 'PID|1||123^^^CLINIC^PI~4\\S\\5||Abel^Edith||193804|F', 'OBX|1|NM|8867-4^Heart rate^LN||72|/min^/min^UCUM|||||F|||20260301083000+0100', 'NTE|1||a \\.br\\ \\X4142\\ \\E\\ "" ~ &'].join('\r'); // prettier-ignore
const acknowledgement = 'MSH|^~\\&|EHR|CITY|EVERCHART|HOME|20260301083001||ACK^R01^ACK|1|P|2.5.1\rMSA|AA|7QK2M9X4T1B8VZC03DNE|ok\rERR|||101^Required field missing^HL70357|E\r'; // prettier-ignore

const issuing = await generateKeyPair('ES256');
const keys = JSON.stringify({ keys: [{ ...(await exportJWK(issuing.publicKey)), kid: 'k1', alg: 'ES256' }] });
const jwks = createServer((_, response) => response.end(keys));
await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
afterAll(() => void jwks.close());
const { port } = jwks.address() as { port: number };
const verifier = new TokenVerifier({ issuer: 'test', audience: 'everchart', jwksUrl: `http://127.0.0.1:${port}/`, clockLeewaySeconds: 60 });
const token = await new SignJWT({ org: 'home', roles: ['carer'] })
  .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
  .setIssuer('test')
  .setAudience('everchart')
  .setSubject('carer-1')
  .setExpirationTime('1h')
  .sign(issuing.privateKey);

const { privateKey } = generateKeyPairSync('ed25519');
const signer = createSigner('log.example/home', privateKey);
const checkpoint = formatCheckpoint({ origin: 'log.example/home', size: 1204, root: Buffer.alloc(32, 9) });
const note = signNote(checkpoint, signer);

describe('every parser of what comes from outside', () => {
  fuzz({ name: 'JSON', corpus: [event, bundle, '[[],{},"",0]'], parse: readJson });
  fuzz({
    name: 'JSON in turns',
    corpus: [`{"events":[${Array(200).fill(event).join(',')}]}`, `[${Array(200).fill(event).join(',')}]`],
    parse: (input) => readJsonInTurns(input),
  });
  fuzz({
    name: 'FHIR',
    corpus: [bundle],
    parse: (input) => eventsOfBundle(parseBundle(input), { source: 'https://clinic.example', nowMs: 1_780_000_000_000 }),
    isRefusal: one(FhirError),
  });
  fuzz({
    name: 'HL7 v2 messages',
    corpus: [message, acknowledgement],
    parse: (input) => {
      const read = decodeMessage(input);
      serialiseMessage(read);
      for (const segment of read.segments) for (let field = 1; field < 20; field += 1) segment.value(field);
    },
    isRefusal: one(Hl7Error),
  });
  fuzz({ name: 'HL7 v2 acknowledgements', corpus: [acknowledgement, message], parse: readAcknowledgements, isRefusal: one(Hl7Error) });
  fuzz({ name: 'HL7 v2 times', corpus: ['20260301083000.1234+0100', '202603', '2026'], parse: (input) => parseTimestamp(text(input), '+01:00'), isRefusal: one(Hl7Error) }); // prettier-ignore
  for (const lenient of [false, true])
    fuzz({
      name: `MLLP frames, ${lenient ? 'of answers' : 'of messages'}`,
      corpus: [encodeFrame(Buffer.from(message)), Buffer.concat([encodeFrame(Buffer.from(acknowledgement)), encodeFrame(Buffer.from(''))])],
      parse: (input) => {
        const decoder = new FrameDecoder({ lenient, maxFrameBytes: 100_000 });
        for (let at = 0; at < input.length; at += 1000) decoder.push(input.subarray(at, at + 1000));
      },
      isRefusal: one(MllpError),
    });
  fuzz({
    name: 'signed notes',
    corpus: [note],
    parse: (input) => parseCheckpoint(openNote(text(input), signer)),
    isRefusal: one(NoteError),
  });
  fuzz({ name: 'checkpoints', corpus: [checkpoint], parse: (input) => parseCheckpoint(text(input)), isRefusal: one(NoteError) });
  fuzz({ name: 'verifier keys', corpus: [formatVerifierKey(signer)], parse: (input) => parseVerifierKey(text(input)), isRefusal: one(NoteError) }); // prettier-ignore
  fuzz({ name: 'paths of tiles', corpus: ['tile/0/x001/x234/067', 'tile/entries/000.p/7'], parse: (input) => parseTilePath(text(input)) });
  fuzz({ name: 'bundles of entries', corpus: [encodeEntryBundle([Buffer.from('{}'), Buffer.from(event)])], parse: decodeEntryBundle, isRefusal: one(RangeError) }); // prettier-ignore
  fuzz({ name: 'tiles of hashes', corpus: [Buffer.alloc(96)], parse: decodeHashTile, isRefusal: one(RangeError) });
  fuzz({
    name: 'entries of the log',
    corpus: [logEntryBytes(writerBytes(header), store)],
    parse: (input) => parseLogEntry(input),
    isRefusal: one(EnvelopeError),
  });
  fuzz({ name: 'envelopes', corpus: [encodeEnvelope(writerBytes(header), store, sealed)], parse: decodeEnvelope, isRefusal: one(EnvelopeError) }); // prettier-ignore
  const chain = Buffer.alloc(32, 1);
  fuzz({
    name: 'heads of sources',
    corpus: [headEntryBytes({ org: 'home', shard: 0, source: header.source, position: 3, chain, statedAtUs: 1_772_000_000_000_000 })],
    parse: parseHeadEntry,
    isRefusal: one(EnvelopeError),
  });
  const receipt = { storeId: id, epoch: 1, org: 'home', shard: 0, position: 7, chain: chain.toString('hex'), recordedAt: '2026-03-01T08:00:00.000001Z', index: 1, leaves: 2, leaf: chain, path: [chain] }; // prettier-ignore
  fuzz({
    name: 'receipts of accesses',
    corpus: [encodeAccessReceipt(receipt)],
    parse: (input) => decodeAccessReceipt(text(input)),
    isRefusal: one(EnvelopeError),
  });
  fuzz({ name: 'sealed payloads', corpus: [sealed], parse: (input) => openPayload(input, key, identity), isRefusal: one(EnvelopeError) });
  fuzz({ name: 'lists of leaves', corpus: [encodeList([Buffer.from('a'), Buffer.alloc(300)])], parse: decodeList, isRefusal: one(EnvelopeError) }); // prettier-ignore
  fuzz({
    name: 'position tokens',
    corpus: [encodePositionToken({ storeId: id, epoch: 1, org: 'home', positions: { 0: 7, 3: 9 } })],
    parse: (input) => decodePositionToken(text(input)),
    isRefusal: one(EnvelopeError),
  });
  fuzz({ name: 'times on record', corpus: ['2026-03-01T08:30:00.123+01:00', '2026-03-01 08:30:60z'], parse: (input) => utcOf(text(input)), isRefusal: one(RangeError) }); // prettier-ignore

  fuzz({
    name: 'bearer tokens',
    corpus: [`Bearer ${token}`],
    parse: (input) => verifier.verify(text(input)),
    isRefusal: (error) => error instanceof ProblemError && [401, 503].includes(error.status),
  });
});
