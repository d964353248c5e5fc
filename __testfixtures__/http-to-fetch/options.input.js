// Options in a literal or a variable; a body with the length that says so.
'use strict'
const http = require('http')

const server = http.createServer((req, res) => {
  let sent = ''
  req.on('data', (part) => { sent += part })
  req.on('end', () => {
    res.statusCode = req.url.startsWith('/missing') ? 404 : 200
    res.setHeader('x-method', req.method)
    res.end(JSON.stringify({ url: req.url, sent }))
  })
})

function post(port, data) {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify(data)
    const options = { hostname: 'localhost', port, path: '/post', method: 'POST' }
    options.headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(payload)
    }

    const req = http.request(options, (res) => {
      const { statusCode, headers } = res
      let text = ''
      res.on('data', (chunk) => (text += chunk))
      res.on('end', () => {
        text = text.toUpperCase()
        if (statusCode !== 200) reject(new Error(text))
        else resolve([text, headers['x-method']])
      })
    })
    req.on('error', (err) => { reject(err) })
    req.write(payload)
    req.end()
  })
}

const put = (url, body) => new Promise((resolve, reject) => {
  const req = http.request(`${url}/put`, { method: 'PUT' }, (res) => {
    res.resume()
    res.on('end', resolve)
  })
  req.on('error', reject)
  if (body) {
    req.write(body)
  }
  req.end()
})

server.listen(0, async () => {
  const { port } = server.address()
  console.log(await post(port, { a: 'ü' }), await put(`http://localhost:${port}`, 'x'), await put(`http://localhost:${port}`))
  server.close()
})
