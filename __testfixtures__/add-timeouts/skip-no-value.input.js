// expect: deadline-no-value
// timeouts: exec=10s
const { readFile } = require('fs/promises');
const { lookup } = require('dns/promises');

(async () => console.log(await readFile('a.txt', 'utf8'), (await lookup('127.0.0.1')).family))();
