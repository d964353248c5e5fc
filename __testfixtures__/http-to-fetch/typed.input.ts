// Types of the response go with its listener; the promise says what it is for.
import * as http from 'http';
import { AddressInfo } from 'net';

const server = http.createServer((req, res) => {
  res.end(JSON.stringify({ url: req.url }));
});

interface Answer {
  url: string;
}

function load(url: string): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    http.get(url, (res: http.IncomingMessage) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve(JSON.parse(text) as Answer);
      });
    }).on('error', reject);
  });
}

const status = (url: string) => {
  const begun = Date.now();
  return new Promise<number | undefined>((resolve, reject) => {
    http.get(url, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    }).on('error', (error: Error) => {
      reject(new Error(`${error.message} since ${begun}`));
    });
  });
};

server.listen(0, async () => {
  const { port } = server.address() as AddressInfo;
  console.log(await load(`http://localhost:${port}/a`), await status(`http://localhost:${port}/b`));
  server.close();
});
