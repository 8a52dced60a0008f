import type { ReceiverAnswer } from '../domain/answer.decider.js';

/** Where a destination is, and how it is spoken to. */
export interface Endpoint {
  transport: Transport;
  host: string;
  port: number;
  /** PEM: certificates that are trusted instead of the roots that come with Node; for transports with TLS. */
  trustedCertificates: string | null;
}

export const transports = ['mllp', 'mllp-tls'] as const;
export type Transport = (typeof transports)[number];

export interface OutboundMessage {
  /** Names the message to the receiver: the same at every attempt. */
  controlId: string;
  message: string;
}

export type Connected = { connected: true } | { connected: false; reason: string };

export type Exchanged =
  | { answered: true; answer: ReceiverAnswer }
  /**
   * No answer to this very message. `sent`: the receiver may have it. `unusable`: something was answered, and it does
   * not say what became of this message. `reason`: a stable code.
   */
  | { answered: false; sent: boolean; unusable?: true; reason: string };

/** An answer to a message whose exchange had ended: it came late, or it is another one after the first. */
export interface LateAnswer {
  controlId: string;
  /** As the transport names the answer, such as AE. */
  code: string;
}

/**
 * One transport to one destination at a time; `test/delivery-channel.contract.ts` says what every implementation keeps:
 * one message is in flight, an answer counts only for the message that it names, and "not sent" is never confused with
 * "sent, answer unknown".
 */
export interface DeliveryChannel {
  /** Connects, unless it is connected to there already. */
  connect(endpoint: Endpoint): Promise<Connected>;
  /**
   * Sends to the endpoint of the last `connect`; connects again first when the receiver has closed the connection after
   * its last answer.
   */
  exchange(message: OutboundMessage): Promise<Exchanged>;
  /** Answers to earlier messages that were passed over since the last call. */
  takeLateAnswers(): readonly LateAnswer[];
  /** Gives the connection up. An exchange under way ends without an answer. */
  close(): void;
}

/** A channel for each transport. */
export type DeliveryChannels = Readonly<Record<Transport, () => DeliveryChannel>>;
