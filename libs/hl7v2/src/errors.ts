export type Hl7ErrorCode =
  | 'message-empty'
  | 'header-missing'
  | 'delimiters-malformed'
  | 'segment-malformed'
  | 'line-end-malformed'
  | 'character-set-unknown'
  | 'character-not-encodable'
  | 'timestamp-malformed'
  | 'number-malformed';

/** A message that cannot be read or built. `code` is stable; the message names places, never contents. */
export class Hl7Error extends Error {
  override readonly name = 'Hl7Error';
  constructor(
    readonly code: Hl7ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type MllpErrorCode =
  | 'connect-failed'
  | 'connect-timeout'
  | 'certificate-refused'
  /** The host is, or leads to, an address that `permits` does not. */
  | 'address-not-permitted'
  | 'not-connected'
  | 'busy'
  | 'frame-content-forbidden'
  | 'frame-too-large'
  | 'answer-timeout'
  /** The connection ended, or the time was up, in the middle of an answer. */
  | 'answer-incomplete'
  | 'connection-lost';

/** A failed exchange. */
export class MllpError extends Error {
  override readonly name = 'MllpError';
  constructor(
    readonly code: MllpErrorCode,
    /** False: not a byte of the message was handed to the connection. True: the receiver may have taken it. */
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(`MLLP exchange failed: ${code}`, options);
  }
}
