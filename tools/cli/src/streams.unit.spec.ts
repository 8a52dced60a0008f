import { describe, expect, it } from '@jest/globals';
import { retryAll, type StreamsApi } from './streams.js';

describe('all streams of which something is unreadable', () => {
  it('are tried, each once, page by page, also when some stay unreadable', async () => {
    const waiting = new Set(Array.from({ length: 45 }, (_, n) => `patient-${n}`));
    const stays = (stream: string): boolean => stream === 'patient-0' || stream === 'patient-44';
    const tried: string[] = [];
    const api: Pick<StreamsApi, 'list' | 'retry'> = {
      // A page of ten, those that were tried in vain among them.
      list: () => {
        const all = [...waiting].sort((a, b) => Number(tried.includes(a)) - Number(tried.includes(b)));
        const unreadable = all
          .slice(0, 10)
          .flatMap((stream) =>
            [1, 2].map((position) => ({ stream, eventId: `${stream}/${position}`, eventType: 't', position, code: 'c', since: '' })),
          );
        return Promise.resolve({ consumer: 'c', stopped: [], unreadable, unreadableEvents: 2 * waiting.size, forged: [] });
      },
      retry: (stream) => {
        tried.push(stream);
        if (!stays(stream)) waiting.delete(stream);
        return Promise.resolve({ applied: stays(stream) ? 0 : 2, accepted: 0, unreadable: stays(stream) ? 2 : 0, stopped: [] });
      },
    };
    expect(await retryAll(api)).toEqual({ streams: 45, applied: 86, unreadable: 4 });
    expect(new Set(tried).size).toBe(tried.length);
  });
});
