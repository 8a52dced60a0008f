import TestRunner from 'jest-runner';

/**
 * Runs its test files one after the other, and not beside those of other runners: for tests that need the machine for
 * themselves.
 */
export default class SerialRunner extends TestRunner {
  isSerial = true;
}
