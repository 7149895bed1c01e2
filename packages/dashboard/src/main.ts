import { start } from './tab/start.js';

const root = document.getElementById('page');

if (root !== null) start(root);
