import { createServer, Server } from 'node:http'

const server = createServer((req, res) => res.end('x'))
console.log(server instanceof Server)
server.listen(0, async () => {
  console.log((await fetch(`http://localhost:${server.address().port}`)).status)
  server.close()
  server.closeAllConnections()
})
