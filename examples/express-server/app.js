// The routes: /login hashes a password, /reports/:name packs a file, /ping answers at once.
'use strict';
const http = require('node:http');
const express = require('express');
const { isPassword } = require('./lib/passwords.js');
const reports = require('./lib/reports.js');

const app = express();
app.disable('x-powered-by');

app.get('/ping', (req, res) => res.send('pong'));

app.get('/login', (req, res) => {
  const { user, password } = req.query;
  if (!isPassword(user, password)) {
    return res.status(401).json({ error: 'wrong password' });
  }
  res.json({ user });
});

app.get('/reports/:name', reports.find, reports.show);

app.use((error, req, res, next) => {
  res.status(error.status || 500).json({ error: error.message });
});

exports.createServer = () => http.createServer(app);
