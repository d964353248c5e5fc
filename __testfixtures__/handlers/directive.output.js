// packages: express=express4
// Who wrote it says that requests may overlap.
const express = require('express');
const fs = require('fs');
const ask = require('ask');

const app = express();
// unblock: make-async (each has a file of its own)
app.post('/save/:name', async (req, res, next) => {
  try {
    await fs.promises.writeFile(`${req.params.name}.out`, req.params.name);
    res.send(await fs.promises.readFile(`${req.params.name}.out`, 'utf8'));
  } catch (error) {
    next(error);
  }
});

ask(app, ['POST /save/one', 'POST /save/two']);
