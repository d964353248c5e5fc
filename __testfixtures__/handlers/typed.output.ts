// packages: express=express4
// TypeScript: added parameters have types where the others do.
import express = require('express');
import fs = require('fs');
const ask = require('ask');

interface Request { readonly query: Record<string, string> }
interface Response { send(body: unknown): Response; json(body: unknown): Response; status(code: number): Response }

class Files {
  list = async (req: Request, res: Response, next: (error?: unknown) => void): Promise<void> => {
    try {
      res.json((await fs.promises.readdir(req.query['dir']!)).filter((name) => name.endsWith('.txt')));
    } catch (error) {
      next(error);
    }
  };
}

async function size(req: Request, res: Response, next: (error?: unknown) => void): Promise<Response> {
  try {
    return res.send(String((await fs.promises.stat(req.query['file']!)).size));
  } catch (error) {
    next(error);
  }
}

const app = express();
app.get('/files', new Files().list);
app.get('/size', size);
app.get('/fail', async (req: Request, res: unknown, next: (error?: unknown) => void) => {
  try {
    await fs.promises.readFile(req.query['file']!);
  } catch (error) {
    next(error);
  }
});
app.use((error: NodeJS.ErrnoException, req: Request, res: Response, next: () => void) => { res.status(500).send(error.code); });

ask(app, ['GET /files?dir=.', 'GET /files?dir=x', 'GET /size?file=a.txt', 'GET /size?file=x', 'GET /fail?file=x']);
