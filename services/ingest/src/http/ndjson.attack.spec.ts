import { fuzz } from '@everchart/testing';
import { describe } from '@jest/globals';
import { parseNdjson } from './ndjson.js';

describe('what a client sends as a list of events', () => {
  const line = JSON.stringify({ id: '01900000-0000-7000-8000-000000000001', data: { text: 'ate "well", é', n: [1.5, null, true] } });
  fuzz({ name: 'NDJSON', corpus: [`${line}\n`, Array(300).fill(line).join('\r\n')], parse: (input) => parseNdjson(input, 1000) });
});
