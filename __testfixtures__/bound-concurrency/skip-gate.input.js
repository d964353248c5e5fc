// expect: bound-waits
const fs = require('fs');

// the last call opens the gate that the others wait for: under a bound it would never begin
let open;
const gate = new Promise((resolve) => {
  open = resolve;
});

async function together(files) {
  return Promise.all(files.map(async (file, index) => {
    const text = await fs.promises.readFile(file, 'utf8');
    if (index === files.length - 1) open();
    await gate;
    return text.length;
  }));
}

async function returned(files) {
  return Promise.all(files.map(async (file, index) => {
    await fs.promises.readFile(file, 'utf8');
    if (index === files.length - 1) open();
    return gate;
  }));
}

const files = fs.readdirSync('data').map((name) => 'data/' + name);
together(files).then((all) => console.log(all.length)).then(() => returned(files)).then((all) => console.log(all.length));
