export { asOf } from './as-of.js';
export { eventsAbout, history } from './history.js';
export { lookAtInvitation } from './invitation.js';
export { latest } from './latest.js';
export { look } from './look.js';
export { type Usage, usage } from './usage.js';
