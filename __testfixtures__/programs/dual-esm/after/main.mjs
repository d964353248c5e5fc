import { Config, existsSync, exists, keys, keysAsync, lines } from './src/index.js';

console.log(await keysAsync('data.json'), await (await Config.openAsync('data.json')).saveAsync('data.json'), await exists('none'), [...lines('data.json')]);
