import { get } from './settings.js';

export const names = async () => (await get('names')).slice().reverse();
