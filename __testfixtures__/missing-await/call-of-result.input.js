// prints: hello
async function greeter(word) {
  return () => word;
}

async function main() {
  console.log(greeter('hello')());
}

main().catch((error) => console.log(error.message));
