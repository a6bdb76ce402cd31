import { StandaloneUnderTest } from './standalone';

// For every test file: a test that failed half-way must not leave services behind that keep the runner waiting.
afterAll(() => StandaloneUnderTest.stopAll());
