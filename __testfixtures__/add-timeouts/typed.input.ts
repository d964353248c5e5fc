import { exec } from 'child_process';
import { readFile } from 'fs/promises';
import { promisify } from 'util';

const execAsync = promisify(exec);

interface User { readonly name: string }

async function loadUser(name: string): Promise<User> {
  // unblock: timeout 2s
  const text: string = await readUser(name);
  return { name: text };
}

const readUser = async (name: string): Promise<string> => (await execAsync(`echo ${name}`)).stdout.trim();

async function first(file: string, signal?: AbortSignal): Promise<string> {
  const content = await readFile(file, { encoding: 'utf8', signal });
  return content.split('\n')[0] ?? '';
}

void (async () => {
  console.log(await loadUser('ada'), await first('a.txt'), (await readFile('b.txt', 'utf8')).length);
})();
