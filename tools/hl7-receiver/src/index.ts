export * from './hl7-receiver.js';
