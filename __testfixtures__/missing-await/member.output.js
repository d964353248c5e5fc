// prints: user 1 | 2 | a
async function load(id) {
  await null;
  return { id, name: `user ${id}`, tags: ['a', 'b'] };
}

async function main() {
  console.log((await load(1)).name);
  console.log((await load(1))?.tags.length);
  console.log((await load(1)).tags[0]);
}

main();
