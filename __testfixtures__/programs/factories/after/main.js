const { Config, Cache } = require('./lib');
const registry = require('./lib/registry');

async function main() {
const config = await new Config().init('a.json');
console.log(config.port, (await registry.get('b.json')).port, await registry.get('b.json') === await registry.get('b.json'));
console.log([new Cache('a.json'), new Cache('b.json')].map((cache) => cache.size).join());
console.log((await registry.all(['a.json', 'b.json'])).map(({ port }) => port));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
