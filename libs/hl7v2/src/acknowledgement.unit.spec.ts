import { describe, expect, it } from '@jest/globals';
import { acknowledgeText, readAcknowledgements } from './index.js';

const message =
  'MSH|^~\\&|EVERCHART|HOME&1.2&ISO|EHR|HOSP|20260301080000+0100||ORU^R01^ORU_R01|A\\T\\1|P|2.5.1||||||UNICODE UTF-8\rPID|1\r';
const at = '2026-03-01T07:00:01Z';

describe('answering a message', () => {
  it('swaps sender and receiver and names the message', () => {
    expect(acknowledgeText(message, { code: 'AA', controlId: 'R1', at })).toBe(
      'MSH|^~\\&|EHR|HOSP|EVERCHART|HOME&1.2&ISO|20260301070001+0000||ACK^R01^ACK|R1|P|2.5.1||||||UNICODE UTF-8\rMSA|AA|A\\T\\1\r',
    );
  });

  it('says what was wrong', () => {
    const answer = acknowledgeText(message, { code: 'AE', controlId: 'R1', at, errorCode: '207' });
    expect(readAcknowledgements(Buffer.from(answer))).toEqual([{ code: 'AE', controlId: 'A&1', errorCodes: ['207'] }]);
    expect(answer.split('\r').slice(1)).toEqual(['MSA|AE|A\\T\\1', 'ERR|||207^^HL70357|E', '']);
  });

  it('says version 2.5.1 in production, and no trigger, where the message says nothing', () => {
    expect(acknowledgeText('MSH|^~\\&\r', { code: 'AA', controlId: 'R1', at })).toBe(
      'MSH|^~\\&|||||20260301070001+0000||ACK^^ACK|R1|P|2.5.1\rMSA|AA\r',
    );
  });

  it('can name another message than the one that came', () => {
    expect(acknowledgeText(message, { code: 'AA', controlId: 'R1', at, answeredControlId: 'other' })).toContain('\rMSA|AA|other\r');
  });

  it('uses the delimiters of the message', () => {
    const answer = acknowledgeText('MSH$%*!@$A$$B$$$$ADT%A01$7$T$2.4\r', { code: 'AR', controlId: 'R1', at });
    expect(answer).toBe('MSH$%*!@$B$$A$$20260301070001+0000$$ACK%A01%ACK$R1$T$2.4\rMSA$AR$7\r');
  });
});

describe('reading an answer', () => {
  const id = '7QK2M9X4T1B8VZC03DNE';
  const header = 'MSH|^~\\&|EHR|HOSP|EVERCHART|HOME|20260301070001+0000||ACK^R01^ACK|R1|P|2.5.1';
  const taken = { code: 'AA', controlId: id, errorCodes: [] };
  const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r`).join(''));
  const utf16 = (content: Buffer) => Buffer.from(content.toString(), 'utf16le');

  it.each(['AA', 'AE', 'AR', 'CA', 'CE', 'CR'])('knows %s', (code) => {
    expect(readAcknowledgements(text('MSH|^~\\&', `MSA|${code}|1`))).toEqual([{ code, controlId: '1', errorCodes: [] }]);
  });

  it.each<[string, Buffer]>([
    ['CR LF', Buffer.from(`${header}\r\nMSA|AA|${id}\r\n`)],
    ['LF', Buffer.from(`${header}\nMSA|AA|${id}\n`)],
    ['LF CR, empty lines, no last line end', Buffer.from(`\n\r${header}\n\r\n\rMSA|AA|${id}`)],
    ['blanks before, between and behind', text(` \t${header}  `, `  MSA|AA |${id}  `, '   ')],
    ['a blank behind the name', text(header, `MSA |AA|${id}`)],
    ['lower case', text(header.replace('MSH', 'msh'), `msa|aa|${id}`)],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text(header, `MSA|AA|${id}`)])],
    ['Latin-1', Buffer.from(`${header}\rMSA|AA|${id}|Übernommen\r`, 'latin1')],
    ['Latin-1 under UNICODE UTF-8', Buffer.from(`${header}||||||UNICODE UTF-8\rMSA|AA|${id}|Übernommen\r`, 'latin1')],
    ['UTF-8 without a character set', Buffer.from(`${header}\rMSA|AA|${id}|Übernommen\r`)],
    ['an unknown character set', text(`${header}||||||KLINGON`, `MSA|AA|${id}`)],
    ['UTF-16, with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(text(header, `MSA|AA|${id}`))])],
    ['other delimiters', Buffer.from(`MSH#*~/!#EHR\rMSA#AA#${id}\r`)],
    ['delimiters that are letters', text(`MSH|abcd|EHR`, `MSA|AA|${id}`)],
    ['MSH-2 cut short', text('MSH|^|EHR', `MSA|AA|${id}`)],
    ['MSH-2 missing', text('MSH|', `MSA|AA|${id}`)],
    ['MSH-2 with the fifth character', text('MSH|^~\\&#|EHR', `MSA|AA|${id}`)],
    ['nothing but MSH and MSA', text('MSH', `MSA|AA|${id}`)],
    ['nothing but MSA', Buffer.from(`MSA|AA|${id}`)],
    ['more than is asked for', text(header, `MSA|AA^x&y|${id}^a|text|1||9^z`.replace('|9^z', ''), 'NTE|1||x', 'zzz', 'Z|')],
    ['delimiters that stand for themselves in an expression', text('MSH.^~\\&.EHR', `MSA.AA.${id}`)],
    ['an MSH of lower case and a blank', text('msh |^~\\&|EHR', `MSA|AA|${id}`)],
    ['bytes before MSH', text(`\u0000\u0000##${header}`, `MSA|AA|${id}`)],
    ['segments in another order', text(`MSA|AA|${id}`, header)],
  ])('takes it as it comes: %s', (_what, content) => {
    expect(readAcknowledgements(content)).toEqual([taken]);
  });

  it('resolves the escapes of MSA-2 by the delimiters of the answer', () => {
    expect(readAcknowledgements(text('MSH|^~\\&', 'MSA|AA|A\\T\\1'))[0]!.controlId).toBe('A&1');
    expect(readAcknowledgements(text('MSH|^~!&', 'MSA|AA|A!T!1'))[0]!.controlId).toBe('A&1');
    expect(readAcknowledgements(text('MSH| ^~!& ', 'MSA|AA|A!T!1'))[0]!.controlId).toBe('A&1');
    expect(readAcknowledgements(text('MSH|^~', 'MSA|AA|A\\T\\1'))[0]!.controlId).toBe('A&1');
  });

  it.each<[string[], string[]]>([
    [['MSA|AE|1', 'ERR|||207^Application internal error^HL70357|E'], ['207']],
    [
      ['MSA|AE|1', 'ERR|||207 |E', 'err|||101|E'],
      ['207', '101'],
    ],
    [['MSA|AE|1', 'ERR|PID^1^3^101'], ['101']],
    [
      ['MSA|AE|1', 'ERR|PID^1^3^101&Required&HL70357~PV1^1^2^103'],
      ['101', '103'],
    ],
    [['MSA|AE|1||||207^Internal'], ['207']],
    [['MSA|AE|1', 'ERR'], []],
    [['MSA|AE|1|||| ', 'ERR||| |E'], []],
    [['ERR|||207', 'MSA|AE|1'], []],
  ])('reads the codes of %j', (lines, errorCodes) => {
    expect(readAcknowledgements(text('MSH|^~\\&', ...lines))).toEqual([{ code: 'AE', controlId: '1', errorCodes }]);
  });

  it('reads any number of error codes in one field, in time that grows with their number', () => {
    const before = process.threadCpuUsage();
    const [answer] = readAcknowledgements(Buffer.from(`MSH|^~\\&|\rMSA|AE|1\rERR|||207${'~207'.repeat(200_000)}`));
    const { user } = process.threadCpuUsage(before);
    expect(answer!.errorCodes).toHaveLength(200_001);
    // Microseconds: a tenth of a second, or a quarter of an hour where each code splits the field again.
    expect(user).toBeLessThan(10_000_000);
  });

  it('finds several answers in one frame, each with its own codes', () => {
    const frame = text(header, 'MSA|AA|1', header, 'MSA|AE|2', 'ERR|||101|E', header, 'ERR|||207|E', header, 'MSA|CA|3');
    expect(readAcknowledgements(frame)).toEqual([
      { code: 'AA', controlId: '1', errorCodes: [] },
      { code: 'AE', controlId: '2', errorCodes: ['101'] },
      { code: 'CA', controlId: '3', errorCodes: [] },
    ]);
  });

  it.each([
    '',
    'no answer',
    'MSH|^~\\&\r',
    'MSH|^~\\&\rMSA\r',
    'MSH|^~\\&\rMSA|XX|1\r',
    'MSH|^~\\&\rMSA||1\r',
    'MSH|^~\\&\rMSA|AA\r',
    'MSH|^~\\&\rMSA|AA|  \r',
    'MSH|^~\\&\rMSA|AA|""\r',
    'MSH|^~\\&\rXMSA|AA|1\r',
    'MSH|^~\\&\rNTE|1||MSA|AA|1\r',
  ])('is strict about MSA-1 and MSA-2: %j is no answer', (content) => {
    expect(readAcknowledgements(Buffer.from(content))).toStrictEqual([]);
  });
});
