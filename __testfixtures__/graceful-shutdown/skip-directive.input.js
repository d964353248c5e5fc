// expect: directive
const server = require('http').createServer((req, res) => res.end('x'));
// unblock: ignore-next-line
server.listen(0, () => { console.log('listening'); server.close(); });
