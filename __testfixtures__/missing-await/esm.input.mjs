// prints: 1.2
const version = async () => '1.2';

export async function main() {
  console.log(version().trim());
}

await main().catch((error) => console.log(error.message));
