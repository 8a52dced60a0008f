import { referredTo } from './lifecycle.rules.js';

/** A document is replaced by another one as often as that happens. */
export const document = referredTo('document', 'document.attached');
