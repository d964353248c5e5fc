const fs = require('fs');

function render(template) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => fs.readFileSync(`${name}.txt`, 'utf8').trim());
}

console.log(render('<{{a}}|{{b}}>'), 'none'.replace('none', (word) => `${word}: ${fs.existsSync(word)}`));
console.log('x-x'.replaceAll('x', (_, at) => at + String(fs.existsSync('a.txt'))).split('-'));
