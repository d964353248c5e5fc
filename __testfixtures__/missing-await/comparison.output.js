// prints: yes | no
async function kind(file) {
  return file.endsWith('.js') ? 'script' : 'text';
}

async function main() {
  console.log(await kind('a.js') === 'script' ? 'yes' : 'no');
  console.log(await kind('a.txt') != 'text' ? 'yes' : 'no');
}

main();
