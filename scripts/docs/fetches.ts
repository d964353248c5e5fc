// The parts of the page of http-to-fetch that are made: the example, executed against a server on loopback, and the headers that differ.
import { execFileSync } from 'node:child_process';
import { httpClients } from '../../src/apis/http-clients/index.ts';
import { CHANGED_HEADERS } from '../../src/apis/http-requests.ts';
import httpToFetch from '../../transforms/http-to-fetch/index.ts';

const EXAMPLE = `const http = require('http');

/** @param {string} url */
function load(url, data) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(data);
    const req = http.request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    }, (res) => {
      if (res.statusCode >= 400) {
        res.resume();
        return reject(new Error(\`status \${res.statusCode}\`));
      }
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ type: res.headers['content-type'], text });
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}
`;

/** Asks a server for something, for what it does not have, and one that is not there. */
const RUN = `
const server = require('http').createServer((req, res) => {
  if (req.url === '/none') res.statusCode = 404;
  res.setHeader('content-type', 'text/plain');
  req.on('data', (chunk) => res.write(chunk)).on('end', () => res.end());
}).listen(0, '127.0.0.1', async () => {
  const base = 'http://127.0.0.1:' + server.address().port;
  const shown = (promise) => promise.then(JSON.stringify, (error) => error.code || error.message);
  console.log([await shown(load(base + '/a', [1])), await shown(load(base + '/none', [1])), (server.close(), server.closeAllConnections(), await new Promise((resolve) => setTimeout(resolve, 200)), await shown(load(base + '/a', [1])))].join(', '));
  process.exit();
});
`;

const fenced = (text: string): string => `\`\`\`js\n${text.trimEnd()}\n\`\`\``;

/** The example before and after, without the function that is added, and what both give. */
export function fetches(): string {
  const after = httpToFetch({ path: 'show.cjs', source: EXAMPLE }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error('the example of http-to-fetch is not changed any more');
  const ended = (text: string): string => execFileSync(process.execPath, ['-e', text + RUN], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const [was, is] = [ended(EXAMPLE), ended(after)];
  if (was !== is) throw new Error(`the example gave ${was}, and gives ${is}`);
  const [own] = after.split(/\n(?=\/\/ (?:Sends what|What http would) )/);
  return [`Before:\n\n${fenced(EXAMPLE)}`, `After, with the function \`httpFetch\` at the end of the file:\n\n${fenced(own!.trimStart())}`, `Asked for something, for what the server does not have, and of a server that is gone, both give: \`${was}\`.`].join('\n\n');
}

/** One row a header, one column a client. */
export function changedHeaders(): string {
  const clients = [['`http`, `https`', CHANGED_HEADERS] as const, ...httpClients.filter(({ stays }) => stays === undefined).map(({ specifiers, changedHeaders: changed }) => [specifiers.map((each) => `\`${each}\``).join(', '), changed] as const)];
  const names = [...new Set(clients.flatMap(([, changed]) => [...changed.keys()]))];
  return [`| header | ${clients.map(([client]) => client).join(' | ')} |`, `| --- |${' --- |'.repeat(clients.length)}`, ...names.map((name) => `| \`${name}\` | ${clients.map(([, changed]) => changed.get(name) ?? '').join(' | ')} |`)].join('\n');
}

/** One row a package that stays. */
export const stayingPackages = (): string => ['| package | why |', '| --- | --- |', ...httpClients.flatMap(({ specifiers, stays }) => (stays === undefined ? [] : [`| ${specifiers.map((each) => `\`${each}\``).join(', ')} | ${stays} |`]))].join('\n');
