import * as fs from 'fs';

export function slurp(file: string): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const stream = fs.createReadStream(file);
    stream.on('data', (chunk) => chunks.push(chunk as Buffer));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

export const text = (file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let all = '';
    fs.createReadStream(file, 'utf8').on('data', (chunk) => (all += chunk)).on('end', () => resolve(all)).on('error', reject);
  });

class Files {
  constructor(private readonly dir: string) {}

  read = (name: string): Promise<Buffer> => /* bytes */ new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    // in the folder
    const stream = fs.createReadStream(`${this.dir}/${name}`);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
}

slurp('a.txt')
  .then((bytes) => console.log(bytes.length))
  .then(() => text('a.txt'))
  .then((all) => console.log(all.length))
  .then(() => new Files('.').read('b.txt'))
  .then((bytes) => console.log(bytes.toString()));
