const fs = require('fs');

/**
 * @param {string} name
 * @returns {Promise<{ text: string, size: number }>} what is in it
 */
async function load(name) {
  return { text: await read(name), size: (await fs.promises.stat(name)).size };
}

/** @return {Promise<string>} */
const read = async (name) => await fs.promises.readFile(name, 'utf8');

/** Looks, and says whether it is there. */
const exists = async (name) => await fs.promises.access(name).then(() => true, () => false);

async function main() {
console.log(await load('a.txt'), await exists('none.txt'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
