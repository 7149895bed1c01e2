// Says the totals of the last verified test run in one line; fails when a test failed or none ran.
import { readFileSync } from 'node:fs';
import { inside } from './workspace/places.mjs';

const read = () => {
  try {
    return JSON.parse(readFileSync(inside('.cache', 'tests.json'), 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
};

// A file that could not even be loaded has no test to blame, and still counts.
const brokenFile = ({ status, assertionResults }) =>
  status === 'failed' && assertionResults.every((test) => test.status !== 'failed');

const { numPassedTests: passed, numFailedTests, testResults } = read();
const failed = numFailedTests + testResults.filter(brokenFile).length;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
