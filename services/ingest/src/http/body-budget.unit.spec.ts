import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { BodyBudget } from './body-budget.js';

const mebibyte = 1024 * 1024;
const request = {} as FastifyRequest;
const anna = { org: 'home', actor: 'anna', roles: [], expiresAt: Infinity };
const overloaded = expect.objectContaining({
  code: 'recording-overloaded',
  status: 503,
  headers: { 'retry-after': '1' },
}) as unknown as Error;

function budgetOf(maxBytes = 16 * mebibyte) {
  let charged = 0;
  const rates = { check: () => undefined, chargeBytes: (_: unknown, bytes: number) => void (charged += bytes) };
  const budget = new BodyBudget(rates, maxBytes);
  const admit = (length?: number, sender = anna) => budget.admit(request, sender, length);
  const hold = (bytes: number, sender = anna) => {
    const body = admit(bytes, sender);
    expect(body.received(bytes)).toBeUndefined();
    return body;
  };
  return { inFlight: () => budget.bytesInFlight, charged: () => charged, admit, hold };
}

describe('bodies in flight', () => {
  it('count as they come, until they are released', () => {
    const { admit, inFlight, charged } = budgetOf();
    const first = admit(8 * mebibyte);
    expect(inFlight()).toBe(0);
    expect(first.received(8 * mebibyte)).toBeUndefined();
    expect(inFlight()).toBe(8 * mebibyte);
    expect(() => admit(8 * mebibyte)).toThrow(overloaded);
    first.release();
    first.release();
    expect(first.received(1)).toBeUndefined();
    expect([inFlight(), charged()]).toEqual([0, 8 * mebibyte]);
    admit(8 * mebibyte).release();
  });

  it('leave a quarter to single events', () => {
    const { admit, hold } = budgetOf();
    for (let body = 0; body < 12; body += 1) hold(mebibyte, { ...anna, org: `home-${body}` });
    expect(() => admit(mebibyte)).toThrow(overloaded);
    for (let body = 0; body < 64; body += 1) hold(64 * 1024, { ...anna, org: `home-${body}` });
    expect(() => admit(1000)).toThrow(overloaded);
  });

  it('that are announced take room of the share of their sender only, and find it when they come', () => {
    const { admit, inFlight } = budgetOf();
    const announced = Array.from({ length: 10 }, (_, at) => admit(8 * mebibyte, { ...anna, org: `home-${at}` }));
    expect(inFlight()).toBe(0);
    expect(() => admit(1024 * 1024, { ...anna, org: 'home-0' })).toThrow(overloaded);
    // What comes first is taken, although ten times as much was announced.
    expect(announced[7]!.received(8 * mebibyte)).toBeUndefined();
    expect(announced[3]!.received(4 * mebibyte)).toBeUndefined();
    expect(announced[3]!.received(1)).toMatchObject({ code: 'recording-overloaded' });
    for (const body of announced) body.release();
    expect(inFlight()).toBe(0);
    admit(8 * mebibyte, { ...anna, org: 'home-0' }).release();
  });

  it('of one client do not push each other out: those that begin find room until their end', () => {
    const { admit } = budgetOf();
    const begun = Array.from({ length: 8 }, () => admit(mebibyte));
    for (let more = 0; more < 10; more += 1) expect(() => admit(mebibyte)).toThrow(overloaded);
    for (let piece = 0; piece < 16; piece += 1) for (const body of begun) expect(body.received(mebibyte / 16)).toBeUndefined();
    for (const body of begun) body.release();
    admit(8 * mebibyte).release();
  });

  it('of unknown length are taken as far as there is room', () => {
    const { admit, hold, inFlight } = budgetOf();
    const held = hold(8 * mebibyte);
    const chunked = admit(undefined, { ...anna, org: 'other' });
    for (let piece = 0; piece < 4; piece += 1) expect(chunked.received(mebibyte)).toBeUndefined();
    expect(chunked.received(1)).toMatchObject({ code: 'recording-overloaded' });
    chunked.release();
    held.release();
    expect(inFlight()).toBe(0);
  });

  it('have a share for each client and each organisation', () => {
    const { admit, hold } = budgetOf(64 * mebibyte);
    const bert = { ...anna, actor: 'bert' };
    hold(8 * mebibyte);
    expect(() => admit(mebibyte)).toThrow(overloaded);
    const held = hold(8 * mebibyte, bert);
    expect(() => admit(mebibyte, { ...anna, actor: 'carla' })).toThrow(overloaded);
    // Single events go on, and so do the other organisations.
    hold(64 * 1024);
    hold(8 * mebibyte, { ...anna, org: 'other' });
    held.release();
    hold(7 * mebibyte, { ...anna, actor: 'carla' });
  });
});
