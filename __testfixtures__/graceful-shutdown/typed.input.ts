import { createServer } from 'http';
import type { AddressInfo } from 'net';

const ticks: NodeJS.Timeout = setInterval(() => undefined, 1000);
const server = createServer((_request, response) => { response.end('typed'); });
server.listen(0, () => {
  const { port } = server.address() as AddressInfo;
  void fetch(`http://localhost:${port}`).then((response) => response.text()).then((text) => {
    console.log(text);
    clearInterval(ticks);
    server.close();
    server.closeAllConnections();
  });
});
