import type { Acknowledgement } from '@everchart/hl7v2';

export interface AttemptHistory {
  /** Earlier attempts that the receiver refused. */
  refusals: number;
  /** An earlier attempt ended without an answer. */
  maybeReceived: boolean;
}

/** What becomes of a message after its answer. */
export type AnswerAction =
  | { state: 'delivered' }
  /** Tried again; the patient's later messages wait. */
  | { state: 'queued'; reason: string }
  /** Waits for somebody; the patient's later messages wait behind it. */
  | { state: 'held'; reason: string }
  /** Will not be sent; the patient's later messages go on. */
  | { state: 'dead'; reason: string };

/** A refusal that may pass (AR, CE) is tried so often, then somebody has to look. */
const refusalsUntilHeld = 4;

/** Table 0357. */
const recordLocked = '206';
const internalError = '207';
const duplicateKey = '205';
/** Unsupported message type, event code, processing id, version id. */
const unsupported = new Set(['200', '201', '202', '203']);

/**
 * The action per answer code. AE: the content is refused, sending it again changes nothing. AR and CE: refused for other reasons, which may pass. CR: the
 * receiver takes no such messages. What ERR-3 says goes before (HL7 chapter 2, 2.9.2 and 2.9.3).
 */
export function decideAnswer({ code, errorCodes }: Acknowledgement, history: AttemptHistory): AnswerAction {
  if (code === 'AA' || code === 'CA') return { state: 'delivered' };
  const errorCode = errorCodes[0];
  const reason = errorCode === undefined || !/^\w{1,20}$/.test(errorCode) ? `refused-${code}` : `refused-${code}-${errorCode}`;
  if (errorCodes.some((each) => each === recordLocked || each === internalError)) return { state: 'queued', reason };
  // Our own earlier attempt, of which we did not hear, has been taken.
  if (errorCodes.includes(duplicateKey) && history.maybeReceived) return { state: 'delivered' };
  if (code === 'CR' || errorCodes.some((each) => unsupported.has(each))) return { state: 'dead', reason };
  if (code === 'AE' || history.refusals + 1 >= refusalsUntilHeld) return { state: 'held', reason };
  return { state: 'queued', reason };
}
