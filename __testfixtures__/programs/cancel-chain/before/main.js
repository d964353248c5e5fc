import { report } from './src/report.js';

console.log(await report(['package.json', 'main.js'], { heading: 'Lines' }));
console.log(await report([]));
