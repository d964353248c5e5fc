const { Config, Cache } = require('./lib');
const registry = require('./lib/registry');

const config = new Config('a.json');
console.log(config.port, registry.get('b.json').port, registry.get('b.json') === registry.get('b.json'));
console.log([new Cache('a.json'), new Cache('b.json')].map((cache) => cache.size).join());
console.log(registry.all(['a.json', 'b.json']).map(({ port }) => port));
