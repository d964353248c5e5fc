// prints: 3 | 4 | true | false
async function count() {
  await null;
  return 2;
}

async function main() {
  let sum = 1;
  sum += count();
  console.log(sum);
  console.log(count() * 2);
  console.log(count() > 1);
  console.log(count() <= 1);
}

main();
