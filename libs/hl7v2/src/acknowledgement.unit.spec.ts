import { describe, expect, it } from '@jest/globals';
import { acknowledgeText, Hl7Error, parseAcknowledgement, parseMessage } from './index.js';

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
    const answer = parseMessage(acknowledgeText(message, { code: 'AE', controlId: 'R1', at, errorCode: '207' }));
    expect(parseAcknowledgement(answer)).toEqual({ code: 'AE', controlId: 'A&1', errorCodes: ['207'] });
  });

  it('uses the delimiters of the message', () => {
    const answer = acknowledgeText('MSH$%*!@$A$$B$$$$ADT%A01$7$T$2.4\r', { code: 'AR', controlId: 'R1', at });
    expect(answer).toBe('MSH$%*!@$B$$A$$20260301070001+0000$$ACK%A01%ACK$R1$T$2.4\rMSA$AR$7\r');
  });
});

describe('reading an answer', () => {
  it.each(['AA', 'AE', 'AR', 'CA', 'CE', 'CR'])('knows %s', (code) => {
    expect(parseAcknowledgement(parseMessage(`MSH|^~\\&\rMSA|${code}|1\r`)).code).toBe(code);
  });
  it('reads error codes of older versions', () => {
    expect(parseAcknowledgement(parseMessage('MSH|^~\\&\rMSA|AE|1\rERR|PID^1^3^101\r')).errorCodes).toEqual(['101']);
  });
  it.each(['MSH|^~\\&\r', 'MSH|^~\\&\rMSA|XX|1\r', 'MSH|^~\\&\rMSA||1\r'])('takes nothing else for one', (text) => {
    expect(() => parseAcknowledgement(parseMessage(text))).toThrow(Hl7Error);
  });
});
