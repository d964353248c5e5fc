// expect: bound-no-value
// concurrency: none
const fs = require('fs');
const read = async (files) => Promise.all(files.map((file) => fs.promises.readFile(file)));
read(fs.readdirSync('data').map((name) => 'data/' + name)).then((all) => console.log(all.length));
