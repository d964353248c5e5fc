import { statSync } from 'node:fs';

export const { size } = statSync('settings.json');
