import * as fs from 'fs';

export async function slurp(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = fs.createReadStream(file);
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export const text = async (file: string): Promise<string> => {
  let all = '';
  for await (const chunk of fs.createReadStream(file, 'utf8')) all += chunk;
  return all;
};

class Files {
  constructor(private readonly dir: string) {}

  read = async (name: string): Promise<Buffer> => /* bytes */ {
    const chunks: Buffer[] = [];
    // in the folder
    const stream = fs.createReadStream(`${this.dir}/${name}`);
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
}

slurp('a.txt')
  .then((bytes) => console.log(bytes.length))
  .then(() => text('a.txt'))
  .then((all) => console.log(all.length))
  .then(() => new Files('.').read('b.txt'))
  .then((bytes) => console.log(bytes.toString()));
