import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DescribeOrganisation, problem, schemaOf } from './problem.openapi.js';

const base64 = { type: 'string', contentEncoding: 'base64', description: '32 bytes' };
const root = '44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=';
const note = `everchart.local/log/home\n1204\n${root}\n\n— everchart.local/log/home q1fK2M0lB1cJ…\n`;

export const logSchemas: Readonly<Record<string, object>> = {
  InclusionProof: {
    type: 'object',
    required: ['event', 'index', 'otherIndexes', 'entry', 'leafHash', 'size', 'root', 'proof', 'checkpoint'],
    properties: {
      event: { type: 'string', format: 'uuid' },
      index: { type: 'integer', description: 'Of the entry in the log, from 0' },
      otherIndexes: { type: 'array', items: { type: 'integer' }, description: 'The event was recorded again after a restore' },
      entry: { type: 'string', description: "Canonical JSON of the event's header; the leaf hash is SHA-256(0x00 ‖ its bytes)" },
      leafHash: base64,
      size: { type: 'integer', description: 'Of the tree that the proof is for' },
      root: base64,
      proof: { type: 'array', items: base64, description: 'RFC 6962 audit path, lowest sibling first' },
      checkpoint: { type: 'string', description: 'The signed checkpoint of that size (C2SP signed-note)' },
    },
  },
  ConsistencyProof: {
    type: 'object',
    required: ['from', 'to', 'fromRoot', 'toRoot', 'proof'],
    properties: {
      from: { type: 'integer' },
      to: { type: 'integer' },
      fromRoot: base64,
      toRoot: base64,
      proof: { type: 'array', items: base64, description: 'RFC 6962 consistency proof' },
    },
  },
  Completeness: {
    type: 'object',
    required: ['complete', 'entries', 'checkpoint', 'shards', 'stoppedStreams'],
    properties: {
      complete: {
        type: 'boolean',
        description: 'No hole, no broken chain, nothing that waits, and the newest checkpoint covers every entry',
      },
      entries: { type: 'integer' },
      checkpoint: {
        type: ['object', 'null'],
        properties: { size: { type: 'integer' }, signedAt: { type: 'string', format: 'date-time' } },
      },
      shards: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            service: { type: 'string' },
            storeId: { type: 'string', format: 'uuid' },
            epoch: { type: 'integer', description: 'Rises when the store is restored from a backup' },
            shard: { type: 'integer' },
            from: { type: 'integer', description: 'First position' },
            to: { type: 'integer', description: 'Last position' },
            entries: { type: 'integer' },
            followedTo: { type: 'integer', description: "The source's hash chain was checked up to this position, without a hole" },
            gaps: {
              type: 'array',
              description: 'Positions that are missing, the first hundred spans',
              items: { type: 'object', properties: { from: { type: 'integer' }, to: { type: 'integer' } } },
            },
            chainFaults: { type: 'array', items: { type: 'integer' }, description: 'Positions that do not follow the one before them' },
          },
        },
      },
      stoppedStreams: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            stream: { type: 'string' },
            reason: { type: 'string' },
            code: { type: 'string' },
            since: { type: 'string', format: 'date-time' },
            parkedEvents: { type: 'integer' },
          },
        },
      },
    },
  },
};

const plain = (description: string, example: string): MethodDecorator =>
  ApiResponse({ status: 200, description, content: { 'text/plain': { schema: { type: 'string' }, example } } });
const bytes = (description: string): MethodDecorator =>
  ApiResponse({ status: 200, description, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } });
const json = (name: string, description: string, example: object): MethodDecorator =>
  ApiResponse({ status: 200, description, content: { 'application/json': { schema: schemaOf(name), example } } });

export const DescribeLog = (): ClassDecorator => applyDecorators(ApiTags('log'), DescribeOrganisation());
export const DescribeProofs = (): ClassDecorator => applyDecorators(ApiTags('proofs'), DescribeOrganisation());

export const DescribeCheckpoint = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'The newest signed checkpoint', description: 'Origin, size and root hash, signed: C2SP tlog-checkpoint.' }),
    plain('The note', note),
    problem(404, 'There is no such checkpoint', 'checkpoint-unknown'),
  );

export const DescribeCheckpoints = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'All kept checkpoints, newest first' }),
    ApiQuery({
      name: 'before',
      required: false,
      schema: { type: 'integer' },
      description: 'Only smaller ones: the "next" of an earlier page',
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 100, maximum: 1000 } }),
    ApiResponse({
      status: 200,
      description: 'A page of them',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['checkpoints', 'next'],
            properties: {
              checkpoints: {
                type: 'array',
                items: { type: 'object', properties: { size: { type: 'integer' }, signedAt: { type: 'string', format: 'date-time' } } },
              },
              next: { type: ['integer', 'null'] },
            },
          },
          example: { checkpoints: [{ size: 1204, signedAt: '2026-03-01T08:00:00.000Z' }], next: null },
        },
      },
    }),
    problem(400, 'The query cannot be read', 'parameter-invalid'),
  );

export const DescribeCheckpointAt = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'A kept checkpoint' }),
    ApiParam({ name: 'size', description: 'Size of the tree', schema: { type: 'integer' } }),
    plain('The note', note),
    problem(404, 'There is no such checkpoint', 'checkpoint-unknown'),
  );

export const DescribeLogKey = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'The key that checks the signatures',
      description: 'C2SP verifier key. Keep it where the operator of the log cannot change it: whoever trusts it trusts the log.',
    }),
    plain('One line', 'everchart.local/log/home+ab57ca34+AXh0…\n'),
    problem(404, 'The log has no entry yet', 'log-empty'),
  );

const tilePathNote =
  'Three digits per group, all but the last prefixed with x; a tile of fewer than 256 ends in .p/<width>. Example: x001/234 or 000.p/17.';

export const DescribeEntryTile = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'A bundle of up to 256 entries',
      description: `C2SP tlog-tiles: each entry behind its length, 16 bits big-endian. ${tilePathNote}`,
    }),
    bytes('The bundle'),
    problem(404, 'There is no such tile', 'tile-unknown'),
  );

export const DescribeHashTile = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'A tile of up to 256 hashes', description: `C2SP tlog-tiles: 32 bytes per hash. ${tilePathNote}` }),
    ApiParam({ name: 'level', description: '0 = leaf hashes', schema: { type: 'integer' } }),
    bytes('The hashes'),
    problem(404, 'There is no such tile', 'tile-unknown'),
  );

export const DescribeCompleteness = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Is every event of every source in the log',
      description: 'Per shard: positions, gaps, and how far the hash chain of the source was followed.',
    }),
    json('Completeness', 'The report', {
      complete: true,
      entries: 1204,
      checkpoint: { size: 1204, signedAt: '2026-03-01T08:00:00.000Z' },
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
          gaps: [],
          chainFaults: [],
        },
      ],
      stoppedStreams: [],
    }),
  );

export const DescribeInclusion = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Proof that an event is in the log' }),
    ApiQuery({ name: 'event', required: true, schema: { type: 'string', format: 'uuid' } }),
    ApiQuery({ name: 'size', required: false, schema: { type: 'integer' }, description: 'Of a kept checkpoint; the newest when absent' }),
    json('InclusionProof', 'The proof', {
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
    problem(400, 'The query cannot be read', 'parameter-invalid', { faults: [{ pointer: '/query/event', message: 'is required' }] }),
    problem(404, 'The event is not in the log', 'event-unknown'),
  );

export const DescribeConsistency = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: 'Proof that the log of then is the beginning of the log of now' }),
    ApiQuery({ name: 'from', required: true, schema: { type: 'integer', minimum: 1 } }),
    ApiQuery({ name: 'to', required: true, schema: { type: 'integer', minimum: 1 } }),
    json('ConsistencyProof', 'The proof', { from: 1000, to: 1204, fromRoot: root, toRoot: root, proof: [root] }),
    problem(400, 'The query cannot be read', 'parameter-invalid', {
      faults: [{ pointer: '/query/to', message: 'must be an integer from 1 to 1204' }],
    }),
    problem(404, 'The log has no entry yet', 'log-empty'),
  );
