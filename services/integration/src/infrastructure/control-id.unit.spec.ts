import { describe, expect, it } from '@jest/globals';
import { controlIdOf } from './control-id.js';

describe('MSH-10', () => {
  const event = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';

  it('is the same for the same event and destination, and has 20 characters', () => {
    const id = controlIdOf('home', 'city', event);
    expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
    expect(controlIdOf('home', 'city', event.toUpperCase())).toBe(id);
  });

  it('never changes: receivers know messages by it', () => {
    expect(controlIdOf('home', 'city', event)).toBe('N9Q0WSVHDASS18JR9025');
    expect(controlIdOf('a', 'b', 'c')).toBe('Z8C49GMRHB8NNDXMKR7C');
  });

  it('differs by organisation, destination and event', () => {
    const ids = new Set<string>();
    for (let n = 0; n < 2000; n += 1) {
      for (const org of ['a', 'b']) for (const destination of ['c', 'd']) ids.add(controlIdOf(org, destination, `event-${n}`));
    }
    expect(ids.size).toBe(8000);
    expect(controlIdOf('a', 'b-c', 'd')).not.toBe(controlIdOf('a-b', 'c', 'd'));
  });
});
