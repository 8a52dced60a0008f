import { readCatalogue } from '@everchart/contracts';
import type { AccessEventType } from './generated/event-data.js';

export const packageFolder = new URL('../', import.meta.url);

export const catalogue = readCatalogue<AccessEventType>(packageFolder);
