// expect: inside-try
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  try {
    return load(1);
  } catch (error) {
    console.log(error.message);
    throw error;
  }
}
main();
