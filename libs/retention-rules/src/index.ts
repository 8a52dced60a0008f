export { daysAfter, daysOf, type CalendarDate } from './calendar.js';
export * from './due.js';
export * from './rule-book.js';
export { readRuleFile, ruleFileNames, RuleFileError } from './rule-files.js';
export * from './subject.js';
