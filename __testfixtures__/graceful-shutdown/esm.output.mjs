import { createServer, Server } from 'node:http'
import { Server as ServerAsync } from 'node:net'

const server = createServer((req, res) => res.end('x'))
console.log(server instanceof Server)
drained(server.listen(0, async () => {
  console.log((await fetch(`http://localhost:${server.address().port}`)).status)
  server.close()
  server.closeAllConnections()
}))

// Has a server closed on SIGINT and SIGTERM: it accepts nothing more, and has 30 seconds for what it has begun.
function drained(server) {
  const sockets = new Set()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const close = (done) => {
    const leaving = server
    leaving.prependListener('request', (_request, response) => {
      response.setHeader('Connection', 'close')
    })
    const idle = globalThis.setInterval(() => {
      if (!leaving.closeIdleConnections) return
      leaving.closeIdleConnections()
      // one that never said anything is not idle for Node
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }, 500)
    const late = globalThis.setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, 30000)
    const end = () => {
      globalThis.clearInterval(idle)
      globalThis.clearTimeout(late)
      done()
    }
    ServerAsync.prototype.close.call(server, end)
  }
  shutdown().servers.push(() => new Promise((resolve) => close(resolve)))
  return server
}

// What is closed on SIGINT and SIGTERM. Then, or when that takes too long, the process ends by what it received; a second one ends it at once.
function shutdown() {
  const key = Symbol.for('closed on SIGINT and SIGTERM')
  const everywhere = globalThis
  if (everywhere[key]) return everywhere[key]
  const closed = { timers: [], servers: [], others: [] }
  everywhere[key] = closed
  const names = ['SIGINT', 'SIGTERM']
  const stop = async (name) => {
    for (const each of names) process.removeListener(each, stop)
    const end = () => process.kill(process.pid, name)
    process.once('exit', end)
    globalThis.setTimeout(end, 35000)
    for (const group of [closed.timers, closed.servers, closed.others]) {
      await Promise.allSettled(group.map(async (close) => close()))
    }
    end()
  }
  for (const name of names) process.on(name, stop)
  return closed
}
