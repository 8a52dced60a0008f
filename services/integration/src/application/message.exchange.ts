import {
  decodeMessage,
  encodeText,
  Hl7Error,
  MllpError,
  parseAcknowledgement,
  type Acknowledgement,
  type MllpClient,
  type MllpEndpoint,
} from '@everchart/hl7v2';
import { characterSet } from '../domain/segments/header.segments.js';

/** The exchange brought no answer to our message. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  constructor(
    readonly code: string,
    /** The receiver may have the message. */
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(`no answer: ${code}`, options);
  }
}

/**
 * Sends a message and reads the answer to it; connects first when the receiver has closed the connection after the answer before. After anything else than an
 * answer to this very message the connection is closed: what comes on it later can no longer be told apart.
 * @throws NoAnswerError
 */
export async function exchangeMessage(
  client: MllpClient,
  endpoint: MllpEndpoint,
  { message, controlId }: { message: string; controlId: string },
): Promise<Acknowledgement> {
  try {
    await client.connect(endpoint);
    const answer = parseAcknowledgement(decodeMessage(await client.exchange(encodeText(message, characterSet))));
    if (answer.controlId !== controlId) throw new NoAnswerError('answer-for-another-message', true);
    return answer;
  } catch (error) {
    client.close();
    if (error instanceof MllpError) throw new NoAnswerError(error.code, error.sent, { cause: error });
    if (error instanceof Hl7Error) throw new NoAnswerError('answer-unreadable', true, { cause: error });
    throw error;
  }
}
