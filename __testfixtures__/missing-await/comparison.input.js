// prints: yes | no
async function kind(file) {
  return file.endsWith('.js') ? 'script' : 'text';
}

async function main() {
  console.log(kind('a.js') === 'script' ? 'yes' : 'no');
  console.log(kind('a.txt') != 'text' ? 'yes' : 'no');
}

main();
