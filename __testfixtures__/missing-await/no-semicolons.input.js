// prints: a | 1
async function load() {
  return { tags: ['a'], size: 1 }
}

async function main() {
  const size = load().size
  load().tags.forEach((tag) => console.log(tag))
  console.log(size)
}

main().catch((error) => console.log(error.message))
