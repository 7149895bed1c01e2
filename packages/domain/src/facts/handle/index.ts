export { HandleClaimed, HandleEvent, HandleReleased } from './events.js';
export { type HandleIsTakenOnce, handleIsTakenOnce } from './rules.js';
export { evolveHandle, freeHandle, type HandleState } from './state.js';
