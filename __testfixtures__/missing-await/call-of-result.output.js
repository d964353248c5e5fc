// prints: hello
async function greeter(word) {
  return () => word;
}

async function main() {
  console.log((await greeter('hello'))());
}

main().catch((error) => console.log(error.message));
