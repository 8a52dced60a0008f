import { bytes, integerText, json, text, uuidText, type AnswerShape, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { problems } from './problems.js';

/** Of a tree, as it is written in paths and queries. */
const treeSize = (min = 0, message?: string) => integerText(min, Number.MAX_SAFE_INTEGER, message).meta({ maximum: undefined });
const hash = z.base64().meta({ contentEncoding: 'base64', format: undefined, pattern: undefined, description: '32 bytes' });
const instant = z.iso.datetime();
const position = z.int();

const root = '44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=';
const note = `everchart.local/log/home\n1204\n${root}\n\n— everchart.local/log/home q1fK2M0lB1cJ…\n`;

const plain = (description: string, example: string): Record<200, AnswerShape> => ({ 200: { description, content: text(example) } });
const binary = (description: string): Record<200, AnswerShape> => ({ 200: { description, content: bytes() } });

export const newestCheckpoint = {
  summary: 'The newest signed checkpoint',
  description: 'Origin, size and root hash, signed: C2SP tlog-checkpoint.',
  tag: 'log',
  answers: plain('The note', note),
  problems: [problems['checkpoint-unknown']],
} satisfies OperationShape;

const longestPage = 1000;

export const listCheckpoints = {
  summary: 'All kept checkpoints, newest first',
  tag: 'log',
  query: z.strictObject({
    before: treeSize(0, 'must be the size of a checkpoint').optional().describe('Only smaller ones: the "next" of an earlier page'),
    limit: integerText(1, longestPage).default(100).meta({ default: 100 }),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ checkpoints: z.array(z.object({ size: z.int(), signedAt: instant })), next: z.int().nullable() }), {
        checkpoints: [{ size: 1204, signedAt: '2026-03-01T08:00:00.000Z' }],
        next: null,
      }),
    },
  },
} satisfies OperationShape;

export const checkpointAt = {
  summary: 'A kept checkpoint',
  tag: 'log',
  params: z.object({ size: treeSize().describe('Size of the tree') }),
  answers: plain('The note', note),
  problems: [problems['checkpoint-unknown']],
} satisfies OperationShape;

export const logKey = {
  summary: 'The key that checks the signatures',
  description: 'C2SP verifier key. Keep it where the operator of the log cannot change it: whoever trusts it trusts the log.',
  tag: 'log',
  answers: plain('One line', 'everchart.local/log/home+ab57ca34+AXh0…\n'),
  problems: [problems['log-empty']],
} satisfies OperationShape;

const tilePath = z
  .string()
  .describe('Three digits per group, all but the last prefixed with x; a tile of fewer than 256 ends in .p/<width>')
  .meta({ examples: ['x001/234'] });

export const entryTile = {
  summary: 'A bundle of up to 256 entries',
  description: 'C2SP tlog-tiles: each entry behind its length, 16 bits big-endian.',
  tag: 'log',
  params: z.object({ path: tilePath }),
  answers: binary('The bundle'),
  problems: [problems['tile-unknown']],
} satisfies OperationShape;

export const hashTile = {
  summary: 'A tile of up to 256 hashes',
  description: 'C2SP tlog-tiles: 32 bytes per hash.',
  tag: 'log',
  params: z.object({ level: z.string().meta({ type: 'integer', description: '0 = leaf hashes' }), path: tilePath }),
  answers: binary('The hashes'),
  problems: [problems['tile-unknown']],
} satisfies OperationShape;

const completeness = z
  .object({
    complete: z
      .boolean()
      .describe(
        'No hole, no broken chain, nothing that waits, everything that sources have stated; the newest checkpoint covers every entry, and all are kept',
      ),
    streamLost: z.string().nullable().describe('Why the stream lacks records that never came here, if it does'),
    entries: z.int(),
    checkpoint: z.object({ size: z.int(), signedAt: instant }).nullable(),
    checkpoints: z
      .object({ signed: z.int(), kept: z.int() })
      .describe('By the number in the newest one, and those that are kept: fewer are kept when some were deleted'),
    signingRefused: z
      .enum(['below-published', 'other-tree'])
      .nullable()
      .describe('Nothing more is signed: the log ends before what was published, or is another tree'),
    missingTail: z
      .array(z.object({ storeId: uuidText, shard: z.int(), from: position, to: position }))
      .describe('What was taken from the stream, and is not in the log any more'),
    shards: z.array(
      z.object({
        service: z.string(),
        storeId: uuidText,
        epoch: z.int().describe('Rises when the store is restored from a backup'),
        shard: z.int(),
        from: position.describe('First position'),
        to: position.describe('Last position'),
        entries: z.int(),
        followedTo: position.describe("The source's hash chain was checked up to this position, without a hole"),
        head: z
          .object({ position, chain: z.string(), recordedAt: instant })
          .nullable()
          .describe('The last event that is here, as its source states it'),
        gaps: z.array(z.object({ from: position, to: position })).describe('Positions that are missing, the first hundred spans'),
        chainFaults: z.array(position).describe('Positions that do not follow the one before them'),
        stated: z
          .object({ position, at: instant })
          .nullable()
          .describe('The highest position that the source itself has stated, and when it last stated one; null: none'),
        behind: z.boolean().describe('What the source has stated has not come: it is on its way, not published any more, or was removed'),
        contradicted: z.array(position).describe('Positions at which the source has stated another event than the log has'),
        silent: z.boolean().describe('The source has stated nothing for three hours: it does not run, or its publication has stopped'),
      }),
    ),
    stoppedStreams: z.array(z.object({ stream: z.string(), reason: z.string(), code: z.string(), since: instant, parkedEvents: z.int() })),
    unreadableEvents: z
      .array(z.object({ eventId: z.string(), stream: z.string(), shard: z.int(), position, code: z.string(), since: instant }))
      .describe('Events that could not become entries, at most 100'),
  })
  .meta({ id: 'Completeness' });

export const completenessReport = {
  summary: 'Is every event of every source in the log',
  description: 'Per shard: positions, gaps, how far the hash chain of the source was followed, and how far the source says that it is.',
  tag: 'log',
  answers: {
    200: {
      description: 'The report',
      content: json(completeness, {
        complete: true,
        streamLost: null,
        entries: 1204,
        checkpoint: { size: 1204, signedAt: '2026-03-01T08:00:00.000Z' },
        checkpoints: { signed: 812, kept: 812 },
        signingRefused: null,
        missingTail: [],
        shards: [
          {
            service: 'ingest',
            storeId: '7ece4ea0-0189-4bbf-a39a-3a248d313cf9',
            epoch: 1,
            shard: 0,
            from: 1,
            to: 1204,
            entries: 1204,
            followedTo: 1204,
            head: {
              position: 1204,
              chain: '5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6',
              recordedAt: '2026-03-01T07:59:58.201733Z',
            },
            gaps: [],
            chainFaults: [],
            stated: { position: 1204, at: '2026-03-01T07:59:59.000000Z' },
            behind: false,
            contradicted: [],
            silent: false,
          },
        ],
        stoppedStreams: [],
        unreadableEvents: [],
      }),
    },
  },
} satisfies OperationShape;

const inclusionProof = z
  .object({
    event: uuidText,
    index: z.int().describe('Of the entry in the log, from 0'),
    otherIndexes: z.array(z.int()).describe('The event was recorded again after a restore'),
    entry: z.string().describe("Canonical JSON of the event's header; the leaf hash is SHA-256(0x00 ‖ its bytes)"),
    leafHash: hash,
    size: z.int().describe('Of the tree that the proof is for'),
    root: hash,
    proof: z.array(hash).describe('RFC 6962 audit path, lowest sibling first'),
    checkpoint: z.string().describe('The signed checkpoint of that size (C2SP signed-note)'),
  })
  .meta({ id: 'InclusionProof' });

export const provesInclusion = {
  summary: 'Proof that an event is in the log',
  tag: 'proofs',
  query: z.strictObject({
    event: z.guid('must be the id of an event').toLowerCase(),
    size: treeSize(0, 'must be the size of a checkpoint').optional().describe('Of a kept checkpoint; the newest when absent'),
  }),
  answers: {
    200: {
      description: 'The proof',
      content: json(inclusionProof, {
        event: '01890a5d-ac96-774b-bcce-b302099a8057',
        index: 17,
        otherIndexes: [],
        entry: '{"actor":"carer-anna", …}',
        leafHash: root,
        size: 1204,
        root,
        proof: [root],
        checkpoint: note,
      }),
    },
  },
  problems: [problems['checkpoint-unknown'], problems['event-unknown']],
} satisfies OperationShape;

const judgedAccess = z
  .object({
    verdict: z
      .enum(['included', 'awaited', 'missing', 'differs', 'not-in-event'])
      .describe(
        'included: it is in the log; awaited: it may be on its way; missing: it is not there, and what its source recorded later, or stated a minute later, is; differs: another event stands at its place; not-in-event: the event is there, and holds another access',
      ),
    recordedAt: instant.describe('As the receipt states it'),
    source: z.object({ storeId: uuidText, epoch: z.int(), shard: z.int(), position }),
    event: z.object({ id: uuidText, index: z.int() }).nullable().describe('At the place of the access: its inclusion can be proved'),
  })
  .meta({ id: 'JudgedAccess' });

export const judgesAccess = {
  summary: 'Is an access that was answered in the log',
  description:
    'Who read something has a receipt of the access: the header Everchart-Access of the answer. An access that was removed before it was published leaves no other trace.',
  tag: 'proofs',
  query: z.strictObject({
    receipt: z
      .string()
      .max(2000)
      .regex(/^[\w-]+$/, 'must be a receipt')
      .describe('One value of Everchart-Access'),
  }),
  answers: {
    200: {
      description: 'What the log says of it',
      content: json(judgedAccess, {
        verdict: 'included',
        recordedAt: '2026-03-01T07:59:58.201733Z',
        source: { storeId: '7ece4ea0-0189-4bbf-a39a-3a248d313cf9', epoch: 1, shard: 0, position: 311 },
        event: { id: '01890a5d-ac96-774b-bcce-b302099a8057', index: 17 },
      }),
    },
  },
} satisfies OperationShape;

const consistencyProof = z
  .object({
    from: z.int(),
    to: z.int(),
    fromRoot: hash,
    toRoot: hash,
    proof: z.array(hash).describe('RFC 6962 consistency proof'),
  })
  .meta({ id: 'ConsistencyProof' });

export const provesConsistency = {
  summary: 'Proof that the log of then is the beginning of the log of now',
  description: 'Of two sizes that the log has had, the first not greater than the second.',
  tag: 'proofs',
  query: z.strictObject({
    from: treeSize(1, 'must be a size that the log has had'),
    to: treeSize(1, 'must be a size that the log has had'),
  }),
  answers: {
    200: {
      description: 'The proof',
      content: json(consistencyProof, { from: 1000, to: 1204, fromRoot: root, toRoot: root, proof: [root] }),
    },
  },
  problems: [problems['log-empty']],
} satisfies OperationShape;
