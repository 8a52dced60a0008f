/** One fault of a body. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the place. */
  pointer: string;
  /** What is wrong there; never the value. */
  message: string;
}
