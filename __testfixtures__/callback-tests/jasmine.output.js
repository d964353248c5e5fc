// runner: jasmine
// depends: jasmine 5.0.0
const fs = require('fs');

async function load(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  return text.split('\n');
}

describe('files', () => {
  let lines;

  beforeEach(async function () {
    const found = await load('b.txt');
    lines = found;
  });

  it('hands its error to done', async () => {
    const found = await load('a.txt');
    expect(found[0]).toBe('a-text');
    expect(lines.length).toBe(3);
  });

  it('fails', (done) => { (async () => {
    let text;
    try {
      text = await fs.promises.readFile('a.txt', 'utf8');
    } catch {
      done.fail('no text');
      return;
    }
    if (text.length !== 21) {
      done.fail();
    } else {
      expect(text.endsWith('of a\n')).toBe(true);
      done();
    }
  })().catch(done.fail); });
});
