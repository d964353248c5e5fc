// packages: express=express4
// Express 4: errors that handlers throw go to next, also from where they wait.
const express = require('express');
const fs = require('fs');
const path = require('path');
const ask = require('ask');

const app = express();
const router = express.Router();
const text = (name) => fs.readFileSync(path.join(__dirname, `${name}.txt`), 'utf8');

app.use((req, res, next) => {
  res.set('x-first', text('a').slice(0, 6));
  next();
});

app.get('/', (req, res) => { res.send(text('a')); });
app.get('/short', (req, res) => res.type('text').send(text(req.query.file)));
app.get('/none', () => { text('none'); });
app.get('/one', req => { if (!fs.existsSync(req.query.file)) throw new Error(`no ${req.query.file}
  here`); });
app.get('/object', (req, res) => ({ sent: res.send(text('b')) }));
app.get('/skip/:name', function (req, res, next) {
  const found = text('a');

  if (req.params.name !== 'a') {
    // not ours
    return next('route');
  }
  res.send(found);
}, (req, res) => res.send('never'));
app.get('/skip/:name', (req, res) => {
  const page = `<p>
    ${text('b')}
</p>`; // two lines
  res.send(page);
});

function load(req, res, next) {
  'use strict';
  req.text = text(req.query.file || 'c');
  next();
}
const check = (req, res, done) => {
  if (req.text.length !== fs.statSync('c.txt').size) throw new RangeError('not c');
  done();
};
const show = (req, res) => { res.json({ text: req.text, again: text('c') }); };
app.all('/chain', [load, [check]], show);
app.get('/twice', load, load, show);

// next calls a handler that throws: that error has one way, and its own
app.get('/behind', (req, res, next) => {
  res.set('x-behind', text('b').slice(0, 1));
  return next();
}, () => {
  throw new TypeError('behind');
});
app.get('/passed', (req, res, next) => next(new Error(text('a').slice(0, 1))));
app.get('/undefined', (req, res, next) => {
  if (text('a')) throw undefined;
  next();
}, (req, res) => res.send('went on'));
app.get('/sent', (req, res) => {
  const found = text('a');
  res.send(found);
  throw new Error('after the answer');
});

router.param('name', (req, res, next, name) => {
  req.text = text(name);
  next();
});
router.route('/texts/:name').get((req, res) => res.send(req.text + text('b'))).post((req, res) => {
  try {
    res.send(text('none'));
  } catch (error) {
    res.status(404).send(error.code);
  } finally {
    res.locals.done = true;
  }
});
app.use('/api', router);

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const page = text('c');
  res.status(500).send(page.slice(0, 6) + (error.code || error.name + error.message));
});

ask(app, [
  'GET /', 'GET /short?file=b', 'GET /short?file=x', 'GET /none', 'GET /one?file=x', 'GET /object', 'GET /skip/a', 'GET /skip/b', 'GET /chain', 'POST /chain?file=a', 'GET /twice?file=b', 'GET /twice?file=x',
  'GET /behind', 'GET /passed', 'GET /undefined', 'GET /sent', 'GET /api/texts/a', 'GET /api/texts/x', 'POST /api/texts/a', 'GET /nowhere',
]);
