// prints: 1 user 1 | first second
async function load(id) {
  return { id, name: `user ${id}` };
}

async function pair() {
  return ['first', 'second'];
}

async function main() {
  const { id, name: title } = await load(1);
  console.log(id, title);
  const [a, b] = await pair();
  console.log(a, b);
}

main().catch((error) => console.log(error.message));
