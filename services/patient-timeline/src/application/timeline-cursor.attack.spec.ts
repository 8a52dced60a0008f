import { fuzz } from '@everchart/testing';
import { describe } from '@jest/globals';
import { decodeTimelineCursor, encodeTimelineCursor } from './timeline-cursor.js';

describe('what a client sends as a cursor', () => {
  const cursor = encodeTimelineCursor({ occurredAt: '2026-03-01T07:30:00.123456Z', streamVersion: 40 });
  fuzz({ name: 'cursors of a timeline', corpus: [cursor], parse: (input) => decodeTimelineCursor(input.toString()) });
  // What is inside of the encoding, too.
  fuzz({
    name: 'contents of cursors',
    corpus: [Buffer.from(cursor, 'base64url')],
    parse: (input) => decodeTimelineCursor(input.toString('base64url')),
  });
});
