// expect: shutdown-own-handler
require('signal-exit');
const server = require('http').createServer((req, res) => res.end('x'));
server.listen(0, () => { console.log('listening'); server.close(); });
