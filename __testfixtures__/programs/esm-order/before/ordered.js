import './lib/before.js';
import './lib/after.js';

console.log('ordered');
