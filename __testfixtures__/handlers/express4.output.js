// packages: express=express4
// Express 4: errors that handlers throw go to next, also from where they wait.
const express = require('express');
const fs = require('fs');
const path = require('path');
const ask = require('ask');

const app = express();
const router = express.Router();
const text = async (name) => await fs.promises.readFile(path.join(__dirname, `${name}.txt`), 'utf8');

app.use(async (req, res, next) => {
  try {
    res.set('x-first', (await text('a')).slice(0, 6));
    next();
  } catch (error) {
    next(error);
  }
});

app.get('/', async (req, res, next) => {
  try {
    res.send(await text('a'));
  } catch (error) {
    next(error);
  }
});
app.get('/short', async (req, res, next) => {
  try {
    res.type('text').send(await text(req.query.file));
  } catch (error) {
    next(error);
  }
});
app.get('/none', async (req, res, next) => {
  try {
    await text('none');
  } catch (error) {
    next(error);
  }
});
app.get('/one', async (req, res, next) => {
  try {
    if (!await fs.promises.access(req.query.file).then(() => true, () => false)) throw new Error(`no ${req.query.file}
  here`);
  } catch (error) {
    next(error);
  }
});
app.get('/object', async (req, res, next) => {
  try {
    ({ sent: res.send(await text('b')) });
  } catch (error) {
    next(error);
  }
});
app.get('/skip/:name', async function (req, res, next) {
  try {
    const found = await text('a');

    if (req.params.name !== 'a') {
      // not ours
      return next('route');
    }
    res.send(found);
  } catch (error) {
    next(error);
  }
}, (req, res) => res.send('never'));
app.get('/skip/:name', async (req, res, next) => {
  try {
    const page = `<p>
    ${await text('b')}
</p>`; // two lines
    res.send(page);
  } catch (error) {
    next(error);
  }
});

async function load(req, res, next) {
  'use strict';
  try {
    req.text = await text(req.query.file || 'c');
    next();
  } catch (error) {
    next(error);
  }
}
const check = async (req, res, done) => {
  try {
    if (req.text.length !== (await fs.promises.stat('c.txt')).size) throw new RangeError('not c');
    done();
  } catch (error) {
    done(error);
  }
};
const show = async (req, res, next) => {
  try {
    res.json({ text: req.text, again: await text('c') });
  } catch (error) {
    next(error);
  }
};
app.all('/chain', [load, [check]], show);
app.get('/twice', load, load, show);

// next calls a handler that throws: that error has one way, and its own
app.get('/behind', async (req, res, next) => {
  try {
    res.set('x-behind', (await text('b')).slice(0, 1));
    return next();
  } catch (error) {
    next(error);
  }
}, () => {
  throw new TypeError('behind');
});
app.get('/passed', async (req, res, next) => {
  try {
    next(new Error((await text('a')).slice(0, 1)));
  } catch (error) {
    next(error);
  }
});
app.get('/undefined', async (req, res, next) => {
  try {
    if (await text('a')) throw undefined;
    next();
  } catch (error) {
    next(error);
  }
}, (req, res) => res.send('went on'));
app.get('/sent', async (req, res, next) => {
  try {
    const found = await text('a');
    res.send(found);
    throw new Error('after the answer');
  } catch (error) {
    next(error);
  }
});

router.param('name', async (req, res, next, name) => {
  try {
    req.text = await text(name);
    next();
  } catch (error) {
    next(error);
  }
});
router.route('/texts/:name').get(async (req, res, next) => {
  try {
    res.send(req.text + await text('b'));
  } catch (error) {
    next(error);
  }
}).post(async (req, res, next) => {
  try {
    try {
      res.send(await text('none'));
    } catch (error) {
      res.status(404).send(error.code);
    } finally {
      res.locals.done = true;
    }
  } catch (error) {
    next(error);
  }
});
app.use('/api', router);

app.use(async (error, req, res, next) => {
  try {
    if (res.headersSent) return next(error);
    const page = await text('c');
    res.status(500).send(page.slice(0, 6) + (error.code || error.name + error.message));
  } catch (failure) {
    next(failure);
  }
});

ask(app, [
  'GET /', 'GET /short?file=b', 'GET /short?file=x', 'GET /none', 'GET /one?file=x', 'GET /object', 'GET /skip/a', 'GET /skip/b', 'GET /chain', 'POST /chain?file=a', 'GET /twice?file=b', 'GET /twice?file=x',
  'GET /behind', 'GET /passed', 'GET /undefined', 'GET /sent', 'GET /api/texts/a', 'GET /api/texts/x', 'POST /api/texts/a', 'GET /nowhere',
]);
