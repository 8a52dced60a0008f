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
    expect(pid.texts(3)).toEqual(['X1', 'X2']);
    expect(pid.texts(3, { component: 5 })).toEqual(['MR', '']);
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
    expect(pid.text(6)).toBe('');
    expect(pid.texts(6)).toEqual([]);
    expect(pid.texts(99)).toEqual([]);
    expect(pid.texts(7)).toEqual(['']);
    for (const place of [{ repetition: 3 }, { component: 6 }, { component: 4, subcomponent: 4 }])
      expect(pid.value(3, place)).toBeUndefined();
  });

  it('finds segments by name', () => {
    const several = parseMessage(`${header}\rNTE|1||a\rPID|1\rNTE|2||b\r`);
    expect(several.all('NTE').map((nte) => nte.text(3))).toEqual(['a', 'b']);
    expect(several.first('NTE')!.text(1)).toBe('1');
    expect(several.first('PV1')).toBeUndefined();
    expect(several.all('PV1')).toEqual([]);
  });

  it('knows its type as far as it is stated', () => {
    expect(parseMessage('MSH|^~\\&|||||||ACK|1\r').type).toBe('ACK');
    expect(parseMessage('MSH|^~\\&|||||||^A04|1\r').type).toBe('A04');
    expect(parseMessage('MSH|^~\\&\r').type).toBe('');
    expect(parseMessage('MSH|^~\\&\r').controlId).toBe('');
  });

  it('reads the field behind the header like any other', () => {
    const third = parseMessage('MSH|^~\\&|A\\T\\B^1.2^ISO|x\r').header;
    expect([third.value(3), third.value(3, { component: 2 }), third.value(4)]).toEqual(['A&B', '1.2', 'x']);
    expect(third.value(2, { component: 2 })).toBe('^~\\&');
  });

  it('of a file may have any line ends, empty lines and a mark', () => {
    const lines = [header, 'PID|1', 'PV1|1'];
    const valid = lines.map((line) => `${line}\r`).join('');
    for (const other of [
      lines.join('\n'),
      `${lines.join('\r\n')}\r\n`,
      `\ufeff${lines.join('\r')}`,
      `\n\n${lines.join('\n\n')}\n\n`,
      `\ufeff\r\n${lines.join('\r\n')}`,
    ])
      expect(serialiseMessage(parseMessage(other, { lineEnds: 'any' }))).toBe(valid);
    expect(parseMessage(`${header}\nNTE|1||a\ufeffb`, { lineEnds: 'any' }).first('NTE')!.value(3)).toBe('a\ufeffb');
    expect(faultOf(() => parseMessage(`\ufeff${valid}`))).toBe('header-missing');
    expect(faultOf(() => parseMessage(`\r${valid}`))).toBe('header-missing');
    expect(faultOf(() => parseMessage(`${header}\rPID|1\r\r`))).toBe('segment-malformed');
  });

  it('may lack its last CR', () => {
    expect(serialiseMessage(parseMessage(`${header}\rPID|1`))).toBe(`${header}\rPID|1\r`);
  });

  it('resolves each escape sequence that has a meaning for text, and keeps every other', () => {
    const read = (text: string, start = 'MSH|^~\\&'): unknown => parseMessage(`${start}\rNTE|${text}\r`).first('NTE')!.value(1);
    expect(read('\\F\\\\S\\\\R\\\\E\\\\T\\')).toBe('|^~\\&');
    expect(read('a\\.br\\b')).toBe('a\nb');
    expect(read('\\X41C3A4\\\\X0d\\')).toBe('Aä\r');
    expect(read('\\P\\', 'MSH|^~\\&#')).toBe('#');
    for (const kept of [
      '\\P\\',
      '\\H\\a\\N\\',
      '\\.sp3\\',
      '\\Zff\\',
      '\\X4\\',
      '\\X\\',
      '\\XZZ\\',
      '\\X41Z\\',
      '\\aX41\\',
      '\\',
      'a\\',
      '\\X41',
    ])
      expect(read(kept)).toBe(kept);
    expect(read('a\\Fb\\F\\c')).toBe('a\\Fb|c');
    expect(read('\\F\\a\\F')).toBe('|a\\F');
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
    ['delimiters-malformed', 'MSH|^~\\&#x|\r'],
    ['delimiters-malformed', 'MSH|^~\\&#!|\r'],
    ['delimiters-malformed', 'MSH|^~\\a|\r'],
    ['delimiters-malformed', 'MSH|^~\\7|\r'],
    ['delimiters-malformed', 'MSH|^~\\ |\r'],
    ['delimiters-malformed', 'MSH|^~\\\u0007|\r'],
    ['delimiters-malformed', 'MSH'],
    ['delimiters-malformed', 'MSH|'],
    ['header-missing', 'xMSH|^~\\&\r'],
    ['message-empty', ''],
    ['message-empty', ' \r '],
    ['segment-malformed', `${header}\rPI|1\r`],
    ['segment-malformed', `${header}\r1ID|1\r`],
    ['segment-malformed', `${header}\rPid|1\r`],
    ['segment-malformed', `${header}\rPID^1\r`],
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

  it.each(['MSH]^~\\&]A', 'MSH^|~\\&^A', 'MSH-^~\\&-A', 'MSH\\^~|&\\A', 'MSH.^~|&.A'])(
    '%s is a header under delimiters of its own',
    (start) => {
      expect(parseMessage(`${start}\r`).header.value(3)).toBe('A');
      expect(serialiseMessage(parseMessage(`${start}\r`))).toBe(`${start}\r`);
    },
  );

  it('are named in any case, and bytes are what they say', () => {
    for (const set of ['unicode utf-8', 'utf-8', 'UTF-8']) expect(encodeText('ü字😀', set)).toEqual(Buffer.from('ü字😀'));
    expect(encodeText('ü\u00ff', '8859/1')).toEqual(Buffer.of(0xfc, 0xff));
    for (const set of ['', 'ascii', 'ASCII']) {
      expect(encodeText('a\u007f', set)).toEqual(Buffer.of(0x61, 0x7f));
      expect(faultOf(() => encodeText('\u0080', set))).toBe('character-not-encodable');
    }
    expect(faultOf(() => encodeText('\u0100', '8859/1'))).toBe('character-not-encodable');
  });

  it('are found behind a byte order mark', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(withSet('UNICODE UTF-8', 'Müller'))]);
    expect(decodeMessage(bytes, { lineEnds: 'any' }).first('PID')!.value(5)).toBe('Müller');
    expect(faultOf(() => decodeMessage(bytes))).toBe('header-missing');
  });

  it('that are stated as ASCII may be UTF-8, and keep why they are not', () => {
    expect(
      decodeMessage(Buffer.from(withSet('ASCII', 'Müller')))
        .first('PID')!
        .value(5),
    ).toBe('Müller');
    expect(
      decodeMessage(Buffer.from(withSet('8859/1', 'Müller'), 'latin1'))
        .first('PID')!
        .value(5),
    ).toBe('Müller');
    expect(() => decodeMessage(Buffer.from(withSet('', 'Müller'), 'latin1'))).toThrow(
      expect.objectContaining({ code: 'character-not-encodable', cause: expect.anything() as unknown }),
    );
  });

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
