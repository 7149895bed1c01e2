export { createApp } from './app.js';
export { bodyLimit } from './door/reading/body.js';
export { type Caller, requireAccount, type WithCaller } from './guard/require-account.js';
export { httpLimits, serve } from './guard/serve.js';
export { type Allowance, defaultLimits, type Limits, type Log, type Settings } from './house.js';
