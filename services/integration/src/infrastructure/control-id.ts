import { hash } from 'node:crypto';

/** Crockford's base 32: no letters that are mistaken for digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 20;

/**
 * MSH-10 of an event for a destination: 100 bits of a digest in 20 characters, all that version 2.5.1 allows. The same
 * at every attempt and after a rebuild of the database, so that a receiver can tell a repetition. Two that collide are
 * refused by the database's unique constraint.
 */
export function controlIdOf(org: string, destination: string, eventId: string): string {
  const digest = hash('sha256', JSON.stringify([org, destination, eventId.toLowerCase()]), 'buffer');
  let id = '';
  for (let n = 0; n < length; n += 1) {
    const bit = n * 5;
    // The five bits from `bit` on; they lie in two bytes at most.
    id += alphabet.charAt((((digest[bit >> 3]! << 8) | digest[(bit >> 3) + 1]!) >> (11 - (bit & 7))) & 31);
  }
  return id;
}
