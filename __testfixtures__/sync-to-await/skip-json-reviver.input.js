// expect: implicit-call
const fs = require('fs');

const inline = (key, value) => (key === 'file' ? fs.readFileSync(value, 'utf8') : value);
console.log(JSON.parse('{"file":"a.txt"}', inline), JSON.stringify({ file: 'b.txt' }, inline));
const proxy = new Proxy({}, { has: (_, name) => fs.existsSync(name) });
console.log('a.txt' in proxy, 'none' in proxy);
