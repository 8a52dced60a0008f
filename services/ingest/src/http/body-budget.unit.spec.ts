import { ProblemError } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { BodyBudget } from './body-budget.js';
import { EventRates } from './event-rates.js';

const mebibyte = 1024 * 1024;
const request = {} as FastifyRequest;
const anna = { org: 'home', actor: 'anna', roles: [] };

function budgetOf(maxBytes = 16 * mebibyte): {
  budget: BodyBudget;
  inFlight: () => number;
  admit: (length?: number) => ReturnType<BodyBudget['admit']>;
} {
  const rates = new EventRates({
    organisationPerSecond: 0,
    clientPerSecond: 0,
    burstSeconds: 1,
    clock: () => 0,
    onLimited: () => undefined,
  });
  const budget = new BodyBudget(rates, maxBytes);
  return { budget, inFlight: () => budget.bytesInFlight, admit: (length) => budget.admit(request, anna, length) };
}

describe('bodies in flight', () => {
  it('lets in what there is room for, by the length that is stated, until it is released', () => {
    const { admit, inFlight } = budgetOf();
    const first = admit(8 * mebibyte);
    expect(inFlight()).toBe(8 * mebibyte);
    expect(() => admit(8 * mebibyte)).toThrow(
      expect.objectContaining({ code: 'recording-overloaded', status: 503, headers: { 'retry-after': '1' } }),
    );
    expect(first.received(8 * mebibyte)).toBeUndefined();
    expect(inFlight()).toBe(8 * mebibyte);
    first.release();
    first.release();
    expect(inFlight()).toBe(0);
    admit(8 * mebibyte).release();
  });

  it('leaves a quarter to single events', () => {
    const { admit } = budgetOf();
    for (let body = 0; body < 12; body += 1) admit(mebibyte);
    expect(() => admit(mebibyte)).toThrow(ProblemError);
    for (let body = 0; body < 64; body += 1) admit(64 * 1024);
    expect(() => admit(1000)).toThrow(ProblemError);
  });

  it('counts a body of unknown length as it comes', () => {
    const { admit, inFlight } = budgetOf();
    const held = admit(8 * mebibyte);
    const chunked = admit(undefined);
    expect(inFlight()).toBe(8 * mebibyte);
    for (let piece = 0; piece < 4; piece += 1) expect(chunked.received(mebibyte)).toBeUndefined();
    expect(chunked.received(1)).toMatchObject({ code: 'recording-overloaded' });
    chunked.release();
    held.release();
    expect(inFlight()).toBe(0);
  });
});
