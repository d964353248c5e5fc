const ConstantSource = require('./lib/constant-source');
const FileSource = require('./lib/file-source');
const { LoudSource } = require('./lib/loud-source');

const sources = [new FileSource('a.txt'), new ConstantSource('c'), new LoudSource('a.txt')];

for (const source of sources) console.log(source.describe());
console.log(sources.map((source) => source.size()));
