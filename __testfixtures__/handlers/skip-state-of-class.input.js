// packages: express=express4
// expect: handler-state
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
class Visits {
  constructor() { this.last = 'nobody'; }

  enter(req, res) {
    this.last = req.query.user;
    res.send('entered');
  }

  show(req, res) {
    const known = this.last;
    const page = fs.readFileSync('a.txt', 'utf8');
    res.send(page + known + this.last);
  }
}
const visits = new Visits();
app.get('/enter', (req, res) => visits.enter(req, res));
app.get('/', visits.show.bind(visits));

ask(app, ['GET /', 'GET /enter?user=a', 'GET /']);
