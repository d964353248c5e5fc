// expect: deadline-present
const { readFile } = require('fs/promises');

const options = { encoding: 'utf8' };
const controller = new AbortController();
options.signal = controller.signal;

(async () => console.log(await readFile('a.txt', options)))();
