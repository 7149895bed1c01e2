import type { Environment } from '../../server/program.js';

/** What lets a node's clock run so many milliseconds ahead: it is the node that comes back when that time is over. */
export const ahead = (milliseconds: number): Environment => {
  const script = `const now = Date.now; Date.now = () => now() + ${milliseconds};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
};
