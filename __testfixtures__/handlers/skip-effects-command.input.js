// packages: express=express4
// expect: handler-effects
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
const { execSync } = require('child_process');
app.get('/', (req, res) => { res.send(execSync('echo ' + Number(req.query.n) + ' >> log; cat log').toString()); });
app.get('/date', (req, res) => { res.send(execSync('date > now; echo now').toString()); });

ask(app, ['GET /?n=1', 'GET /?n=2', 'GET /date']);
