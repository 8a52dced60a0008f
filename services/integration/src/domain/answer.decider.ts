/** A receiver's answer, independent of the transport. */
export interface ReceiverAnswer {
  verdict:
    | 'accepted'
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
  /** Earlier attempts that were refused, or answered in a way that says nothing of the message. */
  refusals: number;
  /** Earlier attempts that no answer came to. */
  unanswered: number;
  /** An earlier attempt ended without an answer that says what became of the message. */
  maybeReceived: boolean;
}

/** So often a message is tried; then it waits for a person. */
export interface AttemptLimits {
  refusals: number;
  unanswered: number;
}

/** What becomes of a message after an attempt. */
export type AttemptAction =
  | { state: 'delivered' }
  /** Tried again; the patient's later messages wait. */
  | { state: 'queued'; reason: string }
  /** The same, and the receiver may have it. */
  | { state: 'sent-answer-unknown'; reason: string }
  /** Waits for a person's decision; the patient's later messages wait behind it. */
  | { state: 'held'; reason: string }
  /** Will not be sent; the patient's later messages go on. */
  | { state: 'dead'; reason: string };

/** After an answer to the message. */
export function decideAnswer(
  { verdict, duplicate, reason }: ReceiverAnswer,
  history: AttemptHistory,
  limits: AttemptLimits,
): AttemptAction {
  if (verdict === 'accepted') return { state: 'delivered' };
  // An earlier attempt of ours, whose answer was missed, has been taken.
  if (duplicate && history.maybeReceived) return { state: 'delivered' };
  if (verdict === 'unsupported') return { state: 'dead', reason };
  if (verdict === 'content-refused' || history.refusals + 1 >= limits.refusals) return { state: 'held', reason };
  return { state: 'queued', reason };
}

/** An attempt to which no answer came that says what became of the message. */
export interface Unanswered {
  /** The receiver may have the message. */
  sent: boolean;
  /** Something was answered: the receiver is there, and may never answer this message in another way. */
  unusable: boolean;
  reason: string;
}

/** What was not sent is tried without end: it does not concern the message. */
export function decideUnanswered({ sent, unusable, reason }: Unanswered, history: AttemptHistory, limits: AttemptLimits): AttemptAction {
  if (!sent) return { state: 'queued', reason };
  const last = unusable ? history.refusals + 1 >= limits.refusals : history.unanswered + 1 >= limits.unanswered;
  return { state: last ? 'held' : 'sent-answer-unknown', reason };
}
