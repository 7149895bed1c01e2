export { type Leadership, leadership } from './leadership.js';
