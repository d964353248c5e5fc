import greet, { names, Greeter } from './src/index.js';
import * as everything from './src/index.js';

for (const name of await names()) console.log(await greet(name));
console.log(await new Greeter('!').greet('c'), Object.keys(everything).sort().join(), await everything.settings.get('greeting'));

const { load } = await import('./src/settings.js');
console.log((await load()).names.length);
