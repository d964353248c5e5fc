// A comparator cannot wait, so what it may call stays. It calls what ends with `Weight` or `Rank`, never `load` and `count`.
const fs = require('fs');

const rules = {
  lineWeight: (line) => line.length,
  charWeight: (line) => line.charCodeAt(0),
  emptyRank: () => 0,
  textRank: (line) => line.length,
  load: (name) => fs.readFileSync(name, 'utf8').split('\n'),
  count: (folder) => fs.readdirSync(folder).length,
};

function weigh(line, kind) {
  return rules[kind + 'Weight'](line) + rules[`${line ? 'text' : 'empty'}Rank`](line);
}

async function main() {
  const lines = rules.load('a.txt');
  const kind = lines.length > 1 ? 'line' : 'char';
  console.log(lines.sort((a, b) => weigh(a, kind) - weigh(b, kind)).length, rules.count('.') > 0);
}

main();
