// prints: admin: no | 2
interface User {
  readonly roles: string[];
}

interface Store {
  load(id: number): Promise<User>;
  isAdmin(id: number): Promise<boolean>;
}

const memory: Store = {
  load: async () => ({ roles: ['a', 'b'] }),
  isAdmin: async () => false,
};

async function show(store: Store): Promise<void> {
  // @ts-ignore: what the compiler would say is the subject of this case
  console.log(`admin: ${await store.isAdmin(1) ? 'yes' : 'no'}`);
  const { length } = (await store.load(1)).roles;
  console.log(length);
}

void show(memory);
