// expect: shutdown-own-handler
const server = require('http').createServer((req, res) => res.end('x'));
process.on('SIGTERM', () => server.close());
server.listen(0, () => { console.log('listening'); server.close(); });
