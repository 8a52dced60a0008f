/** One thing that is wrong with an event's data. */
export interface Fault {
  /** JSON Pointer (RFC 6901) to the place in the data; empty for the data as a whole. */
  pointer: string;
  /** What the schema asks for. Never holds what was sent. */
  message: string;
}
