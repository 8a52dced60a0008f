export { daysAfter, daysOf, startOfDay, type CalendarDate } from './calendar.js';
export * from './due.js';
export * from './rule-book.js';
export { readRuleFile, repeatedIds, ruleFileNames, RuleFileError, type RuleFile } from './rule-files.js';
export * from './subject.js';
export { wordsOf } from './words.js';
