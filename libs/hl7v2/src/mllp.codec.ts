import { MllpError } from './errors.js';

/** Start of a frame: VT. End of a frame: FS CR. (HL7 Minimal Lower Layer Protocol, Release 1.) */
const startByte = 0x0b;
const endByte = 0x1c;
const carriageReturn = 0x0d;

export const defaultMaxFrameBytes = 16 * 1024 * 1024;

/** @throws MllpError `frame-content-forbidden` when the content holds a framing byte (the codec's texts never do) */
export function encodeFrame(content: Uint8Array): Buffer {
  if (content.includes(startByte) || content.includes(endByte)) throw new MllpError('frame-content-forbidden', false);
  const frame = Buffer.allocUnsafe(content.length + 3);
  frame[0] = startByte;
  frame.set(content, 1);
  frame[content.length + 1] = endByte;
  frame[content.length + 2] = carriageReturn;
  return frame;
}

export interface FrameDecoderOptions {
  maxFrameBytes?: number;
  /**
   * For answers, which are taken as they come: a frame ends with FS, also without CR, and its VT may be missing.
   * Messages have to be framed as the protocol says.
   */
  lenient?: boolean;
}

/**
 * Bytes as they come from a socket, in pieces of any size → frames. Bytes between frames are skipped and counted; a
 * frame that starts again before its end (a sender that gave up) is dropped and counted. Memory is bounded by
 * `maxFrameBytes`.
 */
export class FrameDecoder {
  /** Bytes that stood outside of frames, line ends apart. */
  garbageBytes = 0;
  /** Frames that were started and not ended. */
  truncatedFrames = 0;
  #pieces: Buffer[] = [];
  #size = 0;
  #inFrame = false;
  /** The last byte seen was FS: the next decides whether it ended the frame. */
  #ending = false;
  readonly #maxFrameBytes: number;
  readonly #lenient: boolean;

  constructor({ maxFrameBytes = defaultMaxFrameBytes, lenient = false }: FrameDecoderOptions = {}) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#lenient = lenient;
  }

  /** True while a frame is incomplete: a connection that stays so is stuck. */
  get partial(): boolean {
    return this.#inFrame;
  }

  /** @throws MllpError `frame-too-large`: the connection cannot be read any further */
  push(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#ending) {
        this.#ending = false;
        if (chunk[at] === carriageReturn) {
          frames.push(this.#finish());
          at += 1;
        } else this.#take(Buffer.of(endByte));
        continue;
      }
      at = this.#inFrame ? this.#readFrame(chunk, at) : this.#skip(chunk, at);
      if (this.#lenient && this.#ending) {
        this.#ending = false;
        const content = this.#finish();
        // An empty frame says nothing: it keeps a connection alive.
        if (content.some((byte) => byte > 0x20)) frames.push(content);
      }
    }
    return frames;
  }

  /** Outside of a frame: up to the next start. */
  #skip(chunk: Buffer, from: number): number {
    if (this.#lenient && chunk[from] !== startByte) {
      // Blanks, line ends, and another FS of the frame before.
      if (chunk[from]! <= 0x20) return from + 1;
      this.#begin();
      return from;
    }
    const start = chunk.indexOf(startByte, from);
    const end = start < 0 ? chunk.length : start;
    for (let at = from; at < end; at += 1) if (chunk[at] !== carriageReturn && chunk[at] !== 0x0a) this.garbageBytes += 1;
    if (start < 0) return chunk.length;
    this.#begin();
    return start + 1;
  }

  /** In a frame: up to its end, or to the start of another. */
  #readFrame(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(endByte, from);
    const stop = end < 0 ? chunk.length : end;
    const restart = chunk.subarray(from, stop).lastIndexOf(startByte);
    if (restart >= 0) {
      this.truncatedFrames += 1;
      this.#begin();
    }
    this.#take(chunk.subarray(restart < 0 ? from : from + restart + 1, stop));
    if (end < 0) return chunk.length;
    this.#ending = true;
    return end + 1;
  }

  #begin(): void {
    this.#pieces = [];
    this.#size = 0;
    this.#inFrame = true;
  }

  #take(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#size > this.#maxFrameBytes) throw new MllpError('frame-too-large', true);
    this.#pieces.push(piece);
  }

  #finish(): Buffer {
    const content = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    this.#inFrame = false;
    return content;
  }
}
