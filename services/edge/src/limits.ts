/** The largest body that any operation takes: a batch of events or a bundle (libs/platform, `BodyLimit`). */
export const bodyBytesMax = 8 * 1024 * 1024;
/** As the services: a bad mobile line still does this, one that trickles on purpose does not. */
export const bodyBytesPerSecondMin = 8 * 1024;
/** What a body of unknown length is taken for when its time is worked out: the limit of most operations. */
export const unstatedBodyBytes = 1024 * 1024;
/** Of one header field; a longer one is 431, a longer request line 414. */
export const headerFieldBytesMax = 8 * 1024;
/** Services end a connection on which nothing moves after 180 s; they speak first. */
export const upstreamSilenceSecondsMax = 190;
/** Shorter than services keep an idle connection, also one that is about to end. */
export const upstreamIdleSeconds = 15;
