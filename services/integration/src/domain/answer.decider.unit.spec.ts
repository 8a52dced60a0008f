import { describe, expect, it } from '@jest/globals';
import { classifyAcknowledgement } from './acknowledgement.classifier.js';
import { decideAnswer } from './answer.decider.js';

const fresh = { refusals: 0, maybeReceived: false };
const answer = (code: 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR', ...errorCodes: string[]) =>
  classifyAcknowledgement({ code, controlId: '1', errorCodes });

describe('what becomes of a message', () => {
  it.each([
    ['AA', [], fresh, 'delivered'],
    ['CA', [], fresh, 'delivered'],
    ['AE', [], fresh, 'held'],
    ['AE', ['101'], fresh, 'held'],
    ['AE', ['207'], fresh, 'queued'],
    ['AE', ['206'], { refusals: 50, maybeReceived: false }, 'queued'],
    ['AR', [], fresh, 'queued'],
    ['AR', [], { refusals: 3, maybeReceived: false }, 'held'],
    ['AR', ['200'], fresh, 'dead'],
    ['AR', ['203'], fresh, 'dead'],
    ['CE', [], fresh, 'queued'],
    ['CR', [], fresh, 'dead'],
    ['AE', ['205'], fresh, 'held'],
    ['AE', ['205'], { refusals: 0, maybeReceived: true }, 'delivered'],
    ['CR', ['205'], fresh, 'dead'],
    ['AR', ['205', '207'], { refusals: 9, maybeReceived: true }, 'queued'],
  ] as const)('%s %j after %j: %s', (code, errorCodes, history, state) => {
    expect(decideAnswer(answer(code, ...errorCodes), history).state).toBe(state);
  });

  it('names the reason by codes only', () => {
    expect(decideAnswer(answer('AE', '101'), fresh)).toEqual({ state: 'held', reason: 'refused-AE-101' });
    expect(decideAnswer(answer('AE', 'patient Ann Doe unknown'), fresh)).toEqual({ state: 'held', reason: 'refused-AE' });
  });
});
