export { LoginClaimed, LoginEvent, LoginReleased } from './events.js';
export { evolveLogin, freeLogin, type LoginState } from './state.js';
