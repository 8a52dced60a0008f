/** A receiver's answer, independent of the transport. */
export interface ReceiverAnswer {
  verdict:
    | 'accepted'
    /** Refused for something that passes by itself (a lock, an internal error). */
    | 'busy'
    /** Refused for a reason that may pass. */
    | 'refused'
    /** The content is refused: sending it again changes nothing. */
    | 'content-refused'
    /** The receiver takes no messages of this kind. */
    | 'unsupported';
  /** The receiver says that it has a message of this name already. */
  duplicate: boolean;
  /** As the transport names the answer, such as AA. */
  code: string;
  /** A stable code for people, never patient data, such as refused-AE-101. */
  reason: string;
}

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
  /** Waits for a person's decision; the patient's later messages wait behind it. */
  | { state: 'held'; reason: string }
  /** Will not be sent; the patient's later messages go on. */
  | { state: 'dead'; reason: string };

/** A refusal that may pass is tried so often, then a person has to look. */
const refusalsUntilHeld = 4;

export function decideAnswer({ verdict, duplicate, reason }: ReceiverAnswer, history: AttemptHistory): AnswerAction {
  if (verdict === 'accepted') return { state: 'delivered' };
  if (verdict === 'busy') return { state: 'queued', reason };
  // An earlier attempt of ours, whose answer was missed, has been taken.
  if (duplicate && history.maybeReceived) return { state: 'delivered' };
  if (verdict === 'unsupported') return { state: 'dead', reason };
  if (verdict === 'content-refused' || history.refusals + 1 >= refusalsUntilHeld) return { state: 'held', reason };
  return { state: 'queued', reason };
}
