// packages: express=express4
// TypeScript: added parameters have types where the others do.
import express = require('express');
import fs = require('fs');
const ask = require('ask');

interface Request { readonly query: Record<string, string> }
interface Response { send(body: unknown): Response; json(body: unknown): Response; status(code: number): Response }

class Files {
  list = (req: Request, res: Response): void => { res.json(fs.readdirSync(req.query['dir']!).filter((name) => name.endsWith('.txt'))); };
}

function size(req: Request, res: Response): Response {
  return res.send(String(fs.statSync(req.query['file']!).size));
}

const app = express();
app.get('/files', new Files().list);
app.get('/size', size);
app.get('/fail', (req: Request) => { fs.readFileSync(req.query['file']!); });
app.use((error: NodeJS.ErrnoException, req: Request, res: Response, next: () => void) => { res.status(500).send(error.code); });

ask(app, ['GET /files?dir=.', 'GET /files?dir=x', 'GET /size?file=a.txt', 'GET /size?file=x', 'GET /fail?file=x']);
