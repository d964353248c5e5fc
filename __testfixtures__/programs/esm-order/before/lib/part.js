import { size } from '../cycle.js';

export const part = () => size;
