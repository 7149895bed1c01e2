import { expect } from 'vitest';
import { type Environment, type Program, startProgram } from '../../server/program.js';
import type { Door } from './doors.js';

/** A node of the service, in a process of its own that may die; who asks for its origin meanwhile waits until it stands. */
export type MortalNode = Door & {
  readonly pid: () => number;
  /** How often it was started. */
  readonly starts: () => number;
  /** Whether it ended by itself: nobody killed it, and nobody stopped it. */
  readonly died: () => boolean;
  /** Kills it, waits until this is done, and starts it again. */
  readonly kill: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Asks it to end, and answers its exit code. */
  readonly stop: () => Promise<unknown>;
  readonly complaint: () => string;
};

const calm: Environment = { RECOUNT_RATE_LIMITS: 'off', RECOUNT_LOG_LEVEL: 'error' };

/** Starts a node. */
export const mortalNode = (name: string, folder: string, environment: Environment = {}): MortalNode => {
  let starts = 0;
  let expected = false;
  let died = false;
  const start = (): Program => {
    starts += 1;
    expected = false;
    const started = startProgram(folder, { ...calm, ...environment });
    void started.ended.then(() => (died ||= !expected));
    return started;
  };
  let program = start();
  let open = true;
  return {
    name,
    origin: () => program.origin(),
    isOpen: () => open,
    pid: () => program.pid,
    starts: () => starts,
    died: () => died,
    complaint: () => program.complaint(),
    kill: async (meanwhile) => {
      const dying = program;
      // Whoever asks from now on is answered by the one that comes after.
      let again: (next: Program) => void = () => undefined;
      const next = new Promise<Program>((resolve) => {
        again = resolve;
      });
      program = { ...dying, origin: async () => (await next).origin() };
      [open, expected] = [false, true];
      dying.signal('SIGKILL');
      expect(await dying.ended).toBe('SIGKILL');
      await meanwhile();
      program = start();
      again(program);
      await program.origin();
      open = true;
    },
    stop: async () => {
      [open, expected] = [false, true];
      program.signal('SIGTERM');
      return program.ended;
    },
  };
};
