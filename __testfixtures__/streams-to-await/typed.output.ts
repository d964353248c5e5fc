import * as fs from 'fs';

export async function slurp(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = fs.createReadStream(file);
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export const text = async (file: string): Promise<string> =>
  {
  let all = '';
  for await (const chunk of fs.createReadStream(file, 'utf8')) all += chunk;
  return all;
};

slurp('a.txt').then((bytes) => console.log(bytes.length));
text('a.txt').then((all) => console.log(all.length));
