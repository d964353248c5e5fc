// prints: 1
async function load() {
  return { list: [1] };
}

async function main() {
  console.log(load().then((data) => data.list).length);
}

main();
