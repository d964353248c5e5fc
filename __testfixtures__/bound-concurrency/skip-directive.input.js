// expect: bound-no-value, directive
const fs = require('fs');
const read = async (files) => {
  // unblock: ignore-next-line, there are ten at most
  const all = await Promise.all(files.map((file) => fs.promises.readFile(file)));
  // unblock: concurrency many
  return [...all, ...(await Promise.all(files.map((file) => fs.promises.readFile(file))))];
};
read(fs.readdirSync('data').map((name) => 'data/' + name)).then((all) => console.log(all.length));
