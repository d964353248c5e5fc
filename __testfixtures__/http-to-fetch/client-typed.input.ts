// TypeScript: the answer is any, as it was; the promise keeps its type.
const request = require('request');

interface Found {
  readonly name: string;
}

const find = (url: string): Promise<Found> => new Promise<Found>((resolve, reject) => {
  request.get(url, { json: true }, (err: any, res: any, body: any) => {
    if (err || res.statusCode >= 400) {
      reject(err ?? new Error(String(res.statusCode)));
    } else {
      resolve(body);
    }
  });
});

find('http://127.0.0.1:2/').catch((error: Error & { code?: string }) => console.log(error.code));
