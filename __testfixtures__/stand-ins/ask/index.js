// Serves an app or a server on the loopback interface, sends it requests one after the other, and then all at once; prints the answers.
const http = require('http');

async function answer(base, request) {
  const [method, url] = request.split(' ');
  try {
    const response = await fetch(base + url, { method, signal: AbortSignal.timeout(3000) });
    const headers = [...response.headers].filter(([name]) => name.startsWith('x-') && name !== 'x-powered-by').map((pair) => pair.join('='));
    return [response.status, ...headers, await response.text()].join(' ');
  } catch (error) {
    return error.name === 'TimeoutError' ? 'no answer' : 'broken';
  }
}

module.exports = async function ask(app, requests) {
  const server = typeof app === 'function' ? http.createServer(app) : app;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  const answers = [];
  for (const request of requests) {
    answers.push(await answer(base, request));
    // an error behind an answer ends its connection
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(`${request} -> ${answers.at(-1)}`);
  }
  const reads = requests.flatMap((request, index) => (request.startsWith('GET') ? [[request, answers[index]]] : []));
  const again = await Promise.all([...reads, ...reads].map(([request]) => answer(base, request)));
  again.forEach((text, index) => {
    const [request, first] = [...reads, ...reads][index];
    if (text !== first) console.log(`at once: ${request} -> ${text}`);
  });
  server.closeAllConnections();
  server.close();
};
