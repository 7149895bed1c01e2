import * as t from 'io-ts';
import { type Logger, pino } from 'pino';
import type { Configuration } from '../configuration/index.js';

const Line = t.UnknownRecord;

const usual: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'pid', 'hostname']);

const told = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** A line of the log for people: the time, how grave, what, and the rest as name=value. */
export const readable = (json: string): string => {
  const parsed: unknown = JSON.parse(json);
  const line = Line.is(parsed) ? parsed : {};
  const at = new Date(Number(line['time'])).toISOString().slice(11, 19);
  const level = pino.levels.labels[Number(line['level'])] ?? '';
  const rest = Object.entries(line)
    .filter(([name]) => !usual.has(name))
    .map(([name, value]) => `${name}=${told(value)}`);
  const words = [at, level.padEnd(5), told(line['msg']), ...rest].join(' ');
  return `${words.replace(/[\p{Cc}\p{Cf}]/gu, '?')}\n`;
};

/** The log, on standard error: for people on a terminal, else as JSON lines. */
export const logTo = (stream: NodeJS.WriteStream, level: Configuration['logLevel']): Logger => {
  const onTerminal = stream.isTTY === true;
  const write = (line: string): boolean => stream.write(onTerminal ? readable(line) : line);
  return pino({ level: level ?? (onTerminal ? 'warn' : 'info'), base: null }, { write });
};
