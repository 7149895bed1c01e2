import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { configurationIn, listOf } from '../configuration/index.js';
import { help } from './help.js';
import { logTo } from './log.js';
import { paintFor } from './paint.js';
import { progressOn } from './progress.js';
import { screen } from './screen.js';
import { endOnSignals } from './signals.js';

const Package = t.type({ version: t.string });

const versionOfUs = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return Package.is(manifest) ? manifest.version : 'unknown';
};

const say = (words: string): void => void process.stderr.write(`${words}\n`);

const tell = (words: string): number => {
  process.stdout.write(words);
  return 0;
};

const start = async (): Promise<number | undefined> => {
  const configuration = configurationIn(process.env);
  if (E.isLeft(configuration)) {
    say(listOf(configuration.left));
    return 2;
  }
  const log = logTo(process.stderr, configuration.right.logLevel);
  // Loaded only now: help and complaints need not wait for it.
  const { serve } = await import('../serve.js');
  const progress = progressOn(process.stderr, process.env['TERM']);
  const means = { log, version: versionOfUs(), onRebuild: progress.show };
  const service = await serve(configuration.right, means);
  progress.end();
  if (E.isLeft(service)) {
    say(service.left);
    return 1;
  }
  const { started, stop } = service.right;
  endOnSignals(stop, say);
  tell(screen(started, paintFor(process.stdout, process.env)));
  return undefined;
};

const views = async (args: ReadonlyArray<string>): Promise<number> => {
  const { viewsCommand } = await import('./commands/views.js');
  return viewsCommand(args, { tell, say });
};

const checkProvider = async (args: ReadonlyArray<string>): Promise<number> => {
  const { checkProvider: check } = await import('./commands/check-provider.js');
  return check(args, { tell, say });
};

/** Does what the arguments say; answers an exit code, or nothing while the service runs. */
export const run = async (args: ReadonlyArray<string>): Promise<number | undefined> => {
  // Whoever reads our words may stop reading (a pipe into head); the service goes on.
  process.stdout.on('error', () => undefined);
  const [first, ...more] = args;
  if (first === undefined) return start();
  if (first === '--help' && more.length === 0) return tell(help());
  if (first === '--version' && more.length === 0) return tell(`${versionOfUs()}\n`);
  if (first === 'views') return views(more);
  if (first === 'check-provider') return checkProvider(more);
  say(
    'recount-server takes no arguments but views, check-provider, --help or --version; settings come from the environment.',
  );
  return 2;
};
