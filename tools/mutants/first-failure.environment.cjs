const { TestEnvironment } = require('jest-environment-node');

/** One failed test is enough to notice a mutant: the others of the file are skipped. */
module.exports = class extends TestEnvironment {
  #failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};
