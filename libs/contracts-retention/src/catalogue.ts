import { readCatalogue } from '@everchart/contracts';
import type { RetentionEventType } from './generated/event-data.js';

export const packageFolder = new URL('../', import.meta.url);

export const catalogue = readCatalogue<RetentionEventType>(packageFolder);
