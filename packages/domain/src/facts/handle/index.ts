export { HandleClaimed, HandleEvent, HandleReleased } from './events.js';
export { evolveHandle, freeHandle, type HandleState } from './state.js';
