// prints: USER 1
async function load(id) {
  await null;
  return { name: `user ${id}` };
}

class Titles {
  constructor(word) {
    this.word = word;
  }
  async of(id) {
    return (await load(id)).name;
  }
}

const shout = async (titles, id) => String(await titles.of(id)).toUpperCase();

async function main() {
  console.log(await shout(new Titles('x'), 1));
}

main();
