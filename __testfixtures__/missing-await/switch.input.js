// prints: two
async function mode() {
  return 2;
}

async function main() {
  switch (mode()) {
    case 1: return console.log('one');
    case 2: return console.log('two');
    default: return console.log('neither');
  }
}

main();
