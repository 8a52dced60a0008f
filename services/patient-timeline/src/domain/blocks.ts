/** Entries of a block: a read of the past reads about three times as many one by one, and adds up the other blocks. */
export const blockSize = 500;

/** The block of an entry, counted from 0. */
export const blockOf = (streamVersion: number): number => Math.ceil(streamVersion / blockSize) - 1;

/** How many blocks are full when the record has come to a version. */
export const fullBlocks = (streamVersion: number): number => Math.floor(streamVersion / blockSize);
