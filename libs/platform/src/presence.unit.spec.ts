import { describe, expect, it } from '@jest/globals';
import { Presence } from './presence.js';

describe('which organisations are present', () => {
  it('says whether another one had a request in the last second, and forgets it after two', () => {
    let now = 0;
    const presence = new Presence(() => now);
    expect(presence.othersThan('home')).toBe(false);
    presence.noticed('home');
    expect(presence.othersThan('home')).toBe(false);
    expect(presence.othersThan('hostile')).toBe(true);
    presence.noticed('hostile');
    expect(presence.othersThan('home')).toBe(true);
    now = 1500;
    presence.noticed('home');
    expect([presence.othersThan('home'), presence.othersThan('hostile')]).toEqual([true, true]);
    now = 2600;
    expect([presence.othersThan('home'), presence.othersThan('hostile')]).toEqual([false, true]);
    now = 10_000;
    expect([presence.othersThan('home'), presence.othersThan('hostile')]).toEqual([false, false]);
  });
});
