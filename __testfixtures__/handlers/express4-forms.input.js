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

  read(name) {
    return fs.readFileSync(`${this.dir}/${name}.txt`, 'utf8');
  }

  one(req, res) {
    res.send(this.read(req.params.name));
  }

  static size(req, res, next) {
    const { size } = fs.statSync(`${req.params.name}.txt`);
    if (size > 1000) return next();
    res.send(String(size));
  }

  routes() {
    const router = new Router();
    router.get('/size/:name', Texts.size);
    router.get('/bound/:name', this.one);
    router.get('/arrow/:name', (req, res) => { res.send(this.read(req.params.name).toUpperCase()); });
    router.use('/late', (req, res, next) => {
      req.late = this.read('a');
      next();
    });
    router.get('/late', (req, res) => res.send(req.late));
    return router;
  }
}

const page = (name) => function (req, res) {
	res.send(fs.readFileSync(name + '.txt', 'utf8'));
};

const table = {
  list(req, res) {
    // every file
    res.json(fs.readdirSync('.').filter((name) => name.endsWith('.txt')).map((name) => fs.statSync(name).size));
  },
  'no-arguments': function () {
    const req = arguments[0], res = arguments[1];
    res.send(fs.readFileSync(req.query.file, 'utf8'));
  },
  next: (req, res, next) => {
    if (fs.existsSync('none')) { next(); return; }
    next(
      new Error('none') // it is not there
    );
    return;
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
