import { integerText, json, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { passingProblems } from './problems.js';

/** Events of a page at most. */
export const pageMax = 1000;
/** Bytes of their records at most; a page has one event at least. */
export const pageBytesMax = 4 * 1024 * 1024;

export const exportEvents = {
  summary: 'The events of a shard after a position',
  description: `As records of the topic everchart.clinical.v1 (see /asyncapi.json), sealed as they are there: for consumers whose topic does not begin with the first event any more. In the order of their positions, ${pageMax} on a page at most; the first page without events is behind the last one.`,
  tag: 'export',
  params: z.object({ shard: integerText(0, 65_535).describe('Number of the shard of the organisation') }),
  query: z.strictObject({ after: integerText(0, Number.MAX_SAFE_INTEGER).default(0).meta({ default: 0, maximum: undefined }) }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(
        z.object({
          events: z.array(
            z.object({
              position: z.int(),
              value: z
                .base64()
                .meta({ contentEncoding: 'base64', format: undefined, pattern: undefined, description: 'Value of the record' }),
            }),
          ),
        }),
        { events: [{ position: 4211, value: 'RUNFAQ==' }] },
      ),
    },
  },
  problems: [passingProblems['store-moving'], passingProblems['store-unavailable']],
} satisfies OperationShape;
