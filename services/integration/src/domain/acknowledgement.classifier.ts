import type { Acknowledgement } from '@everchart/hl7v2';
import type { ReceiverAnswer } from './answer.decider.js';

/** Table 0357. */
const duplicateKey = '205';
/** Record locked, internal error. */
const passing = new Set(['206', '207']);
/** Unsupported message type, event code, processing id, version id. */
const unsupported = new Set(['200', '201', '202', '203']);

/**
 * The answers to one message that came together → answer. A refusal goes before an acceptance: "taken" (CA) and
 * "content wrong" (AE) say together that it is wrong.
 */
export function classifyAcknowledgements([first, ...others]: readonly Acknowledgement[]): ReceiverAnswer {
  const answers = [first!, ...others].map(classifyAcknowledgement);
  return answers.find(({ verdict }) => verdict !== 'accepted') ?? answers[0]!;
}

/**
 * HL7 v2 acknowledgement → answer. AE: the content is refused. AR and CE: refused for other reasons, which may pass.
 * CR: the receiver takes no such messages. What ERR-3 says goes before (HL7 chapter 2, 2.9.2 and 2.9.3).
 */
function classifyAcknowledgement({ code, errorCodes }: Acknowledgement): ReceiverAnswer {
  // A receiver may put anything there, such as the number of a patient: nothing is kept but what table 0357 looks like.
  const errorCode = errorCodes[0];
  const reason = errorCode === undefined || !/^\d{1,3}$/.test(errorCode) ? `refused-${code}` : `refused-${code}-${errorCode}`;
  const passes = errorCodes.some((each) => passing.has(each));
  return {
    verdict: verdictOf({ code, errorCodes }, passes),
    duplicate: !passes && errorCodes.includes(duplicateKey),
    code,
    reason,
  };
}

function verdictOf({ code, errorCodes }: Pick<Acknowledgement, 'code' | 'errorCodes'>, passes: boolean): ReceiverAnswer['verdict'] {
  if (code === 'AA' || code === 'CA') return 'accepted';
  if (passes) return 'refused';
  if (code === 'CR' || errorCodes.some((each) => unsupported.has(each))) return 'unsupported';
  return code === 'AE' ? 'content-refused' : 'refused';
}
