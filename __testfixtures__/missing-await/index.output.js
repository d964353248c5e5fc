// prints: second
async function position() {
  return 1;
}

async function main() {
  const words = ['first', 'second'];
  console.log(words[await position()]);
}

main();
