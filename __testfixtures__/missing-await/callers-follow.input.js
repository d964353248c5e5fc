// prints: USER 1
async function load(id) {
  await null;
  return { name: `user ${id}` };
}

class Titles {
  constructor(word) {
    this.word = word;
  }
  of(id) {
    return load(id).name;
  }
}

const shout = (titles, id) => String(titles.of(id)).toUpperCase();

async function main() {
  console.log(shout(new Titles('x'), 1));
}

main();
