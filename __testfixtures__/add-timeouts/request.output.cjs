const http = require('http');

function get(url) {
  return withDeadline(new Promise((resolve, reject) => {
    http.get(url, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(body));
    }).on('error', reject);
  }), 60000);
}

const server = http.createServer((request, response) => response.end(request.url)).listen(0, async () => {
  console.log(await get(`http://127.0.0.1:${server.address().port}/page`));
  server.close();
  await get('http://127.0.0.1:1/').catch((error) => console.log(error.code));
});

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline(promise, ms) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    const error = new DOMException(`Timed out after ${ms} ms`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}
