// expect: bound-present
const fs = require('fs');
const pLimit = require('p-limit');

const limit = pLimit(3);
const read = async (files) => Promise.all(files.map((file) => limit(() => fs.promises.readFile(file))));
read(fs.readdirSync('data').map((name) => 'data/' + name)).then((all) => console.log(all.length));
