import greet, { names, Greeter } from './src/index.js';
import * as everything from './src/index.js';

for (const name of names()) console.log(greet(name));
console.log(new Greeter('!').greet('c'), Object.keys(everything).sort().join(), everything.settings.get('greeting'));

const { load } = await import('./src/settings.js');
console.log(load().names.length);
