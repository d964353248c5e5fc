// prints: user 2
async function load(id) {
  return { name: `user ${id}` };
}

async function main(isFirst) {
  console.log((isFirst ? await load(1) : await load(2)).name);
}

main(false);
