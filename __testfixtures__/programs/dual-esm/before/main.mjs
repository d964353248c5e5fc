import { Config, existsSync, keys, lines } from './src/index.js';

console.log(keys('data.json'), Config.open('data.json').save('data.json'), existsSync('none'), [...lines('data.json')]);
