// expect: accessor
const load = async (id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] });
class View {
  get title() {
    return `${load(1).name}`;
  }
}
console.log(new View().title);
