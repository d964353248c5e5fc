const http = require('http');

function get(url) {
  return new Promise((resolve, reject) => {
    http.get(url, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });
}

const server = http.createServer((request, response) => response.end(request.url)).listen(0, async () => {
  console.log(await get(`http://127.0.0.1:${server.address().port}/page`));
  server.close();
  await get('http://127.0.0.1:1/').catch((error) => console.log(error.code));
});
