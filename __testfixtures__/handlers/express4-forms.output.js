// packages: express=express4
// Handlers in every form that a function has: methods, bound ones, made by functions, tables.
const { Router } = require('express');
const express = require('express');
const fs = require('fs');
const ask = require('ask');

class Texts {
  constructor(dir) {
    this.dir = dir;
    this.one = this.one.bind(this);
  }

  async read(name) {
    return await fs.promises.readFile(`${this.dir}/${name}.txt`, 'utf8');
  }

  async one(req, res, next) {
    try {
      res.send(await this.read(req.params.name));
    } catch (error) {
      next(error);
    }
  }

  static async size(req, res, next) {
    try {
      const { size } = await fs.promises.stat(`${req.params.name}.txt`);
      if (size > 1000) return next();
      res.send(String(size));
    } catch (error) {
      next(error);
    }
  }

  routes() {
    const router = new Router();
    router.get('/size/:name', Texts.size);
    router.get('/bound/:name', this.one);
    router.get('/arrow/:name', async (req, res, next) => {
      try {
        res.send((await this.read(req.params.name)).toUpperCase());
      } catch (error) {
        next(error);
      }
    });
    router.use('/late', async (req, res, next) => {
      try {
        req.late = await this.read('a');
        next();
      } catch (error) {
        next(error);
      }
    });
    router.get('/late', (req, res) => res.send(req.late));
    return router;
  }
}

const page = (name) => async function (req, res, next) {
  try {
  	res.send(await fs.promises.readFile(name + '.txt', 'utf8'));
  } catch (error) {
    next(error);
  }
};

const table = {
  async list(req, res, next) {
    try {
      // every file
      res.json(await mapAsync((await fs.promises.readdir('.')).filter((name) => name.endsWith('.txt')), async (name) => (await fs.promises.stat(name)).size));
    } catch (error) {
      next(error);
    }
  },
  'no-arguments': async function (_req, _res, next) {
    try {
      const req = arguments[0], res = arguments[1];
      res.send(await fs.promises.readFile(req.query.file, 'utf8'));
    } catch (error) {
      next(error);
    }
  },
  next: async (req, res, next) => {
    try {
      if (await fs.promises.access('none').then(() => true, () => false)) { next(); return; }
      next(
        new Error('none') // it is not there
      );
      return;
    } catch (error) {
      next(error);
    }
  },
};

const app = express();
app.use('/texts', new Texts('.').routes());
app.get('/page', page('a'));
app.get('/missing', page('none'));
for (const name of ['list', 'no-arguments', 'next']) app.get(`/${name}`, table[name]);
app.use((error, req, res, next) => {
  res.status(500).send(error.code || error.message);
});

ask(app, ['GET /texts/size/a', 'GET /texts/size/x', 'GET /texts/bound/b', 'GET /texts/bound/x', 'GET /texts/arrow/c', 'GET /texts/arrow/x', 'GET /texts/late', 'GET /page', 'GET /missing', 'GET /list', 'GET /no-arguments?file=a.txt', 'GET /no-arguments', 'GET /next']);

// Array.prototype.map that awaits each callback before the next.
async function mapAsync(items, callback, thisArg) {
  const results = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index], index, items);
  }
  return results;
}
