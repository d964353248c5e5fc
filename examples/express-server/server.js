// Starts the server: `node server.js`, on the port in PORT.
'use strict';
const { createServer } = require('./app.js');

const server = createServer();
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
