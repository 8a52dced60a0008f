import { describe, expect, it } from '@jest/globals';
import { amend, at, given, start, strike, told, type Told } from '../../../test/patient-stream.js';

const raised = told('e2', 'flag.raised', { colour: 'amber', reason: 'fell' });
const coloured = (id: string, colour: string, hour: number) =>
  told(id, 'flag.changed', { flagId: 'E2', colour, reason: `to ${colour}` }, hour);
const seen = (id: string, hour: number, actor = 'nurse-benedikt') => ({
  ...told(id, 'flag.acknowledged', { flagId: 'e2', note: 'doctor called' }, hour),
  actor,
});
const cleared = (id: string, hour = 20) => told(id, 'flag.cleared', { flagId: 'e2', reason: 'recovered' }, hour);
const toRed = coloured('e3', 'red', 9);

describe('flags', () => {
  it('show colour and reason after the last change, since their raising', () => {
    given(start, raised, toRed).then({
      flags: [
        {
          flagId: 'e2',
          colour: 'red',
          reason: 'to red',
          raised: { entryId: 'e2', occurredAt: raised.occurredAt, recordedAt: raised.recordedAt },
          entryId: 'e3',
          occurredAt: toRed.occurredAt,
          recordedAt: toRed.recordedAt,
        },
      ],
    });
  });

  it('show their category and the colour of the last of several changes', () => {
    const fall = told('e2', 'flag.raised', { colour: 'amber', reason: 'fell', category: { text: 'Fall' } });
    given(start, fall, coloured('e3', 'orange', 9), coloured('e4', 'red', 12)).then({
      flags: [{ colour: 'red', category: { text: 'Fall' } }],
    });
  });

  it('come with the most severe first', () => {
    given(
      start,
      told('e2', 'flag.raised', { colour: 'amber', reason: 'a' }, 12),
      told('e3', 'flag.raised', { colour: 'red', reason: 'b' }, 9),
    ).then({ flags: [{ flagId: 'e3' }, { flagId: 'e2' }] });
  });

  it('keep the newer colour when an older one is recorded late', () => {
    given(start, raised, coloured('e3', 'red', 12), coloured('e4', 'orange', 9)).then({ flags: [{ colour: 'red', reason: 'to red' }] });
  });

  it('are gone when the raising was struck, and back at the colour before when a change was', () => {
    given(start, raised, toRed, strike('e4', 'e2')).then({ flags: [] });
    given(start, raised, toRed, strike('e4', 'e3')).then({ flags: [{ colour: 'amber', reason: 'fell' }] });
  });

  it('take a change even when its clock is before the raising', () => {
    given(start, raised, { ...toRed, occurredAt: '2026-03-01T07:59:00+01:00' }).then({ flags: [{ colour: 'red' }] });
  });

  it('leave the summary when they are cleared, and come back when that is struck', () => {
    const { then, record } = given(start, raised, cleared('e3'));
    then({ flags: [] });
    expect(record.settled).toEqual(['flag/e2']);
    given(start, raised, cleared('e3'), strike('e4', 'e3')).then({ flags: [{ colour: 'amber' }] });
    // What was recorded late of a cleared flag is there when it comes back.
    given(start, raised, cleared('e3'), coloured('e4', 'orange', 9), strike('e5', 'e3')).then({ flags: [{ colour: 'orange' }] });
  });

  it('follow an amendment of their colour or reason', () => {
    given(start, raised, amend('e3', raised, { colour: 'orange', reason: 'fell twice' })).then({
      flags: [{ colour: 'orange', reason: 'fell twice', entryId: 'e2' }],
    });
  });
});

describe('acknowledgements', () => {
  const by = (entryId: string, hour: number) => ({
    acknowledged: { by: 'nurse-benedikt', note: 'doctor called', occurredAt: at(hour), entryId },
  });
  const unacknowledged = (...events: Told[]) => expect(given(...events).summary.flags[0]).not.toHaveProperty('acknowledged');

  it('tell who has taken note, and when', () => {
    given(start, raised, seen('e3', 9)).then({ flags: [{ colour: 'amber', ...by('e3', 9) }] });
    given(start, raised, seen('e3', 9), seen('e4', 10, 'carer-anna')).then({ flags: [by('e3', 9)] });
    unacknowledged(start, raised);
    unacknowledged(start, raised, seen('e3', 9), strike('e4', 'e3'));
  });

  it('take note of the raising even when their clock is before it', () => {
    given(start, raised, seen('e3', 7)).then({ flags: [by('e3', 7)] });
  });

  it('take note of a change at the time at which it happened', () => {
    given(start, raised, coloured('e3', 'red', 9), seen('e4', 9)).then({ flags: [{ colour: 'red', ...by('e4', 9) }] });
  });

  it('are of a colour, and end with it', () => {
    unacknowledged(start, raised, seen('e3', 9), coloured('e4', 'red', 10));
    given(start, raised, coloured('e3', 'red', 9), seen('e4', 10)).then({ flags: [{ colour: 'red', ...by('e4', 10) }] });
    given(start, raised, seen('e3', 9), coloured('e4', 'red', 10), strike('e5', 'e4')).then({ flags: [by('e3', 9)] });
  });

  it('do not cover a colour that was recorded later, even with an earlier clock', () => {
    unacknowledged(start, raised, seen('e3', 10), coloured('e4', 'red', 9));
  });

  it('do not cover a colour that happened later, even when they were recorded last', () => {
    unacknowledged(start, raised, coloured('e3', 'red', 10), seen('e4', 9));
  });

  it('do not cover a colour that was corrected later, but one whose reason was', () => {
    const corrected = (colour: string) => amend('e4', raised, { colour, reason: 'fell twice' });
    unacknowledged(start, raised, seen('e3', 9), corrected('red'));
    given(start, raised, seen('e3', 9), corrected('amber')).then({ flags: [{ reason: 'fell twice', ...by('e3', 9) }] });
    given(start, raised, seen('e3', 9), corrected('red'), strike('e5', 'e4')).then({ flags: [{ colour: 'amber', ...by('e3', 9) }] });
    given(start, raised, corrected('red'), seen('e5', 9)).then({ flags: [{ colour: 'red', ...by('e5', 9) }] });
  });
});
