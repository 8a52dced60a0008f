import { describe, expect, it } from '@jest/globals';
import { sharedMessages } from '../test/shared-messages.js';
import { decodeMessage, encodeText, Hl7Error, parseMessage, serialiseMessage } from './index.js';

const header = 'MSH|^~\\&|EVERCHART|HOME|EHR|HOSPITAL|20260301080000+0100||ADT^A04^ADT_A01|1|P|2.5.1';

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Hl7Error) return error.code;
    throw error;
  }
  return 'none';
}

describe('reading a message', () => {
  const text = `${header}\rPID|1||X1^^^A&1.2.3&ISO^MR~X2||O\\T\\Hara\\S\\^Ann\\R\\a||""||\r`;
  const message = parseMessage(text);
  const pid = message.first('PID')!;

  it('finds repetitions, components and subcomponents', () => {
    expect(pid.repetitions(3)).toBe(2);
    expect(pid.value(3)).toBe('X1');
    expect(pid.value(3, { component: 4, subcomponent: 2 })).toBe('1.2.3');
    expect(pid.value(3, { repetition: 2 })).toBe('X2');
  });

  it('resolves escapes', () => {
    expect(pid.value(5)).toBe('O&Hara^');
    expect(pid.value(5, { component: 2 })).toBe('Ann~a');
  });

  it('tells nothing stated from "no value"', () => {
    expect(pid.value(6)).toBeUndefined();
    expect(pid.value(7)).toBeNull();
    expect(pid.value(99)).toBeUndefined();
    expect(pid.text(7)).toBe('');
  });

  it('reads the header, whose first field is the separator', () => {
    expect(message.header.value(1)).toBe('|');
    expect(message.header.value(2)).toBe('^~\\&');
    expect(message.type).toBe('ADT^A04');
    expect(message.controlId).toBe('1');
  });

  it('goes by the delimiters of the message', () => {
    const other = parseMessage('MSH$%*!@$EVERCHART$$$$$$ORU%R01$7$P$2.5.1\rPID$1$$X%Y*Z!F!\r');
    expect(other.type).toBe('ORU^R01');
    expect(other.first('PID')!.value(3, { repetition: 2 })).toBe('Z$');
    expect(serialiseMessage(other)).toBe('MSH$%*!@$EVERCHART$$$$$$ORU%R01$7$P$2.5.1\rPID$1$$X%Y*Z!F!\r');
  });

  it('knows the truncation character of later versions', () => {
    const later = parseMessage('MSH|^~\\&#|A||||||ACK|1|P|2.7\rMSA|AA|1|a\\P\\b\r');
    expect(later.first('MSA')!.value(3)).toBe('a#b');
  });

  it.each([
    ['message-empty', '\r'],
    ['header-missing', 'PID|1\r'],
    ['delimiters-malformed', 'MSH\r'],
    ['delimiters-malformed', 'MSH|^~\r'],
    ['delimiters-malformed', 'MSH|^^\\&|\r'],
    ['delimiters-malformed', 'MSHA^~\\&A\r'],
    ['line-end-malformed', `${header}\nPID|1\r`],
    ['segment-malformed', `${header}\rpid|1\r`],
    ['segment-malformed', `${header}\rPIDX|1\r`],
    ['segment-malformed', `${header}\r\rPID|1\r`],
  ])('refuses with %s', (code, broken) => {
    expect(faultOf(() => parseMessage(broken))).toBe(code);
  });

  it('says the place, never the content', () => {
    expect(() => parseMessage(`${header}\rsecret\r`)).toThrow(/^segment 2 /);
  });

  it.each([`${header}\r`, `${header}\rPID\r`, `${header}\rPID|\r`, `${header}\rPID|||~^&||^^^\rZZ1|""|\\X41\\|\\|\\Zff\\\r`])(
    'gives back byte for byte what it read',
    (valid) => {
      expect(serialiseMessage(parseMessage(valid))).toBe(valid);
    },
  );
});

describe('messages of other systems', () => {
  const samples = sharedMessages() ?? [];
  (samples.length > 0 ? it.each(samples) : it.skip.each([{ file: 'none', bytes: Buffer.of() }]))(
    '$file round-trips byte for byte',
    ({ bytes }) => {
      // Kept as text files: LF instead of CR, some with a byte order mark. Their valid form has neither.
      const valid = `${bytes
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trimEnd()
        .replace(/[\r\n]+/g, '\r')}\r`;
      expect(serialiseMessage(parseMessage(valid))).toBe(valid);
      expect(serialiseMessage(decodeMessage(Buffer.from(valid)))).toBe(valid);
      expect(serialiseMessage(decodeMessage(bytes, { lineEnds: 'any' })).trimEnd()).toBe(valid.trimEnd());
      expect(parseMessage(valid).segments.length).toBeGreaterThan(2);
    },
  );
});

describe('character sets', () => {
  const withSet = (set: string, name: string) => `MSH|^~\\&|A|||||||1|P|2.5.1||||||${set}\rPID|1||1||${name}\r`;

  it.each(['UNICODE UTF-8', '8859/1'])('%s round-trips what it can hold', (set) => {
    const text = withSet(set, 'Müller');
    expect(serialiseMessage(decodeMessage(encodeText(text, set)))).toBe(text);
  });

  it('refuses what cannot be held or read', () => {
    expect(faultOf(() => encodeText('ü', ''))).toBe('character-not-encodable');
    expect(faultOf(() => encodeText('ł', '8859/1'))).toBe('character-not-encodable');
    expect(faultOf(() => encodeText('a', 'BIG5'))).toBe('character-set-unknown');
    expect(faultOf(() => decodeMessage(Buffer.from(withSet('UNICODE UTF-8', 'Müller'), 'latin1')))).toBe('character-not-encodable');
    expect(faultOf(() => decodeMessage(Buffer.from(withSet('KLINGON', 'x'))))).toBe('character-set-unknown');
  });

  it('takes unstated UTF-8 for what it is', () => {
    expect(
      decodeMessage(Buffer.from(withSet('', 'Müller')))
        .first('PID')!
        .value(5),
    ).toBe('Müller');
  });
});
