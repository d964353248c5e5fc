import { get } from './settings.js';

export const names = () => get('names').slice().reverse();
