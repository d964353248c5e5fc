// expect: promise-in-doubt
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
async function main() {
  try {
    load(1).done();
  } catch {
    console.log('no such method');
  }
  try {
    load(1).should.be.fulfilled();
  } catch {
    console.log('no should');
  }
}
main();
