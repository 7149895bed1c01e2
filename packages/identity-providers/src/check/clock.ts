import { type Finding, right, unknown, wrong } from './finding.js';

// What a token's times may be off by, in seconds, before it is refused.
const tolerated = 30;

/** Whether this machine and a provider agree on what time it is: tokens are good for minutes. */
export const clockAgrees = (headers: Headers, now: number): Finding => {
  const told = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(told)) return unknown('It does not say what time it is.');
  // A copy that was kept on the way is as old as it says.
  const age = Number(headers.get('age') ?? '0') || 0;
  const ahead = Math.round((now - told) / 1000) - age;
  if (Math.abs(ahead) <= tolerated) return right('Its clock and the one of this machine agree.');
  return wrong(
    `The clock of this machine is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} its own: tokens will look expired, or not valid yet. Set the clock.`,
  );
};
