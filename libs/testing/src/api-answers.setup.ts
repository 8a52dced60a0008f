/**
 * Part of every integration test (jest.config.mjs): no test speaks HTTP with a service without its answers being held
 * against its document.
 */
import { afterAll, afterEach } from '@jest/globals';
import { checkFetchedAnswers, expectDescribedAnswers } from './api-answers.js';

checkFetchedAnswers();
afterEach(expectDescribedAnswers, 30_000);
// Requests of hooks.
afterAll(expectDescribedAnswers, 30_000);
