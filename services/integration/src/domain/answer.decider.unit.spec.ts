import { describe, expect, it } from '@jest/globals';
import { classifyAcknowledgements } from './acknowledgement.classifier.js';
import { decideAnswer, decideUnanswered } from './answer.decider.js';

type Code = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';
const limits = { refusals: 4, unanswered: 12 };
const fresh = { refusals: 0, unanswered: 0, maybeReceived: false };
const after = (refusals: number) => ({ ...fresh, refusals });
const unknown = { ...fresh, unanswered: 1, maybeReceived: true };
const acknowledgement = (code: Code, ...errorCodes: readonly string[]) => ({ code, controlId: '1', errorCodes });
const answer = (code: Code, ...errorCodes: readonly string[]) => classifyAcknowledgements([acknowledgement(code, ...errorCodes)]);

describe('what becomes of a message that is answered', () => {
  it.each<[Code, readonly string[], typeof fresh, string]>([
    ['AA', [], fresh, 'delivered'],
    ['AA', [], { refusals: 3, unanswered: 11, maybeReceived: true }, 'delivered'],
    ['AA', ['207'], fresh, 'delivered'],
    ['CA', [], fresh, 'delivered'],
    ['AE', [], fresh, 'held'],
    ['AE', ['101'], fresh, 'held'],
    ['AE', ['207'], fresh, 'queued'],
    ['AE', ['207'], after(2), 'queued'],
    ['AE', ['207'], after(3), 'held'],
    ['AE', ['206'], after(3), 'held'],
    ['AE', ['101', '206'], fresh, 'queued'],
    ['AR', [], fresh, 'queued'],
    ['AR', [], after(3), 'held'],
    ['AR', ['207'], after(3), 'held'],
    ['AR', ['200'], fresh, 'dead'],
    ['AR', ['201'], fresh, 'dead'],
    ['AR', ['202'], fresh, 'dead'],
    ['AR', ['203'], fresh, 'dead'],
    ['CE', [], fresh, 'queued'],
    ['CE', [], after(3), 'held'],
    ['CR', [], fresh, 'dead'],
    ['CR', ['207'], fresh, 'queued'],
    ['CR', ['207'], after(3), 'held'],
    ['AE', ['205'], fresh, 'held'],
    ['AE', ['205'], unknown, 'delivered'],
    ['CR', ['205'], fresh, 'dead'],
    ['AR', ['205', '207'], { ...unknown, refusals: 1 }, 'queued'],
    ['AR', ['205', '207'], { ...unknown, refusals: 9 }, 'held'],
  ])('%s %j after %j: %s', (code, errorCodes, history, state) => {
    expect(decideAnswer(answer(code, ...errorCodes), history, limits).state).toBe(state);
  });

  it('of several answers at once a refusal counts', () => {
    const both = [acknowledgement('CA'), acknowledgement('AE', '101')];
    expect(classifyAcknowledgements(both)).toMatchObject({ code: 'AE', verdict: 'content-refused' });
    expect(classifyAcknowledgements(both.reverse())).toMatchObject({ code: 'AE', verdict: 'content-refused' });
    expect(classifyAcknowledgements([acknowledgement('CA'), acknowledgement('AA')])).toMatchObject({ code: 'CA', verdict: 'accepted' });
  });

  it('tells what may pass from what does not', () => {
    const verdicts = [answer('AR'), answer('CE', '101'), answer('CR', '207'), answer('AE', '101'), answer('CR'), answer('AA', '101')];
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['refused', 'refused', 'refused', 'content-refused', 'unsupported', 'accepted']);
  });

  it('names the reason by codes only', () => {
    expect(decideAnswer(answer('AE', '101'), fresh, limits)).toEqual({ state: 'held', reason: 'refused-AE-101' });
    expect(decideAnswer(answer('AE', 'patient Ann Doe unknown'), fresh, limits)).toEqual({ state: 'held', reason: 'refused-AE' });
    expect(decideAnswer(answer('AE'), fresh, limits)).toEqual({ state: 'held', reason: 'refused-AE' });
  });
});

describe('what becomes of a message without an answer of use', () => {
  it.each<[string, boolean, boolean, typeof fresh, string]>([
    ['not sent, ever so often', false, false, { refusals: 99, unanswered: 99, maybeReceived: false }, 'queued'],
    ['sent, no answer', true, false, fresh, 'sent-answer-unknown'],
    ['the same, after refusals', true, false, after(50), 'sent-answer-unknown'],
    ['the same for the eleventh time', true, false, { ...unknown, unanswered: 10 }, 'sent-answer-unknown'],
    ['the same for the twelfth time', true, false, { ...unknown, unanswered: 11 }, 'held'],
    ['answered with nothing of use', true, true, fresh, 'sent-answer-unknown'],
    ['the same after attempts without an answer', true, true, { ...unknown, unanswered: 50 }, 'sent-answer-unknown'],
    ['the same for the third time', true, true, after(2), 'sent-answer-unknown'],
    ['the same for the fourth time', true, true, after(3), 'held'],
  ])('%s', (_what, sent, unusable, history, state) => {
    expect(decideUnanswered({ sent, unusable, reason: 'x' }, history, limits)).toEqual({ state, reason: 'x' });
  });
});
