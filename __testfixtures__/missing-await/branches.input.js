// prints: user 2
async function load(id) {
  return { name: `user ${id}` };
}

async function main(isFirst) {
  console.log((isFirst ? load(1) : load(2)).name);
}

main(false);
