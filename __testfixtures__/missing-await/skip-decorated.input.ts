// expect: nothing
function cached(_: unknown, __: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  return { ...descriptor, value: () => ({ name: 'cached' }) };
}
class Store {
  @cached
  async load(): Promise<any> {
    return {};
  }
}
console.log((new Store().load() as any).name);
