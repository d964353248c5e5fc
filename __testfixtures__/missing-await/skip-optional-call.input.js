// expect: nothing
const hooks = { load: async () => ({ name: 'x' }) };
async function main(which) {
  console.log(hooks[which]?.().name);
}
main('load');
