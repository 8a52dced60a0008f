import { readCatalogue } from '@everchart/contracts';
import type { ClinicalEventType } from './generated/event-data.js';

export const packageFolder = new URL('../', import.meta.url);

export const catalogue = readCatalogue<ClinicalEventType>(packageFolder);
