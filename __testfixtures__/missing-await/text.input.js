// prints: version 1.2 | v1.2
const version = async () => '1.2';

async function main() {
  console.log('version ' + version());
  console.log(`v${version()}`);
}

main();
