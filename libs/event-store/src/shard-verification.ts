/** What can be wrong with a row, a missing row, or the head. */
export type ShardFault =
  | 'position-missing'
  | 'header-unreadable'
  | 'header-contradicts-columns'
  | 'content-digest-wrong'
  | 'writer-digest-wrong'
  | 'stream-version-wrong'
  | 'recorded-at-wrong'
  | 'chain-wrong'
  | 'head-wrong'
  | 'stream-head-wrong';

export type ShardVerification =
  | { ok: true; events: number; position: number; chain: string }
  | { ok: false; events: number; position: number; id?: string; fault: ShardFault; detail: string };
