const fs = require('fs');
const http = require('http');

// begins a request, which may be of a server of this process
exports.ask = function ask(file) {
  const agent = http.globalAgent.getName({ host: 'x', port: 1 });
  return fs.readFileSync(file, 'utf8').length * 0 + http.request({ host: 'localhost', port: 1 }).on('error', () => {}).destroy().listenerCount('error') + agent.length;
};

exports.askAsync = async function askAsync(file) {
  const agent = http.globalAgent.getName({ host: 'x', port: 1 });
  return (await fs.promises.readFile(file, 'utf8')).length * 0 + http.request({ host: 'localhost', port: 1 }).on('error', () => {}).destroy().listenerCount('error') + agent.length;
};
