const fs = require('fs');

async function render(template) {
  return await replaceAsync(template, /\{\{(\w+)\}\}/g, async (_, name) => (await fs.promises.readFile(`${name}.txt`, 'utf8')).trim());
}

async function main() {
console.log(await render('<{{a}}|{{b}}>'), await replaceAsync('none', 'none', async (word) => `${word}: ${await fs.promises.access(word).then(() => true, () => false)}`));
console.log((await replaceAllAsync('x-x', 'x', async (_, at) => at + String(await fs.promises.access('a.txt').then(() => true, () => false)))).split('-'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

// String.prototype.replace that awaits each callback before the next.
async function replaceAsync(text, pattern, callback) {
  const matches = [];
  text.replace(pattern, (...match) => {
    matches.push(match);
    return '';
  });
  let result = '';
  let end = 0;
  for (const match of matches) {
    const start = match.find((part) => typeof part === 'number');
    const replacement = await callback(...match);
    result += `${text.slice(end, start)}${replacement}`;
    end = start + match[0].length;
  }
  return result + text.slice(end);
}

// String.prototype.replaceAll that awaits each callback before the next.
async function replaceAllAsync(text, pattern, callback) {
  const matches = [];
  text.replaceAll(pattern, (...match) => {
    matches.push(match);
    return '';
  });
  let result = '';
  let end = 0;
  for (const match of matches) {
    const start = match.find((part) => typeof part === 'number');
    const replacement = await callback(...match);
    result += `${text.slice(end, start)}${replacement}`;
    end = start + match[0].length;
  }
  return result + text.slice(end);
}
