// prints: a | b | c | ["a","b","c"] | 3 | {"x":1}
async function letters() {
  return ['a', 'b', 'c'];
}

async function point() {
  return { x: 1 };
}

async function main() {
  for (const letter of letters()) console.log(letter);
  console.log(JSON.stringify([...letters()]));
  console.log(Math.max(0, letters().length));
  console.log(JSON.stringify({ ...point() }));
}

main().catch((error) => console.log(error.message));
