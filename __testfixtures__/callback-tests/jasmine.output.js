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

  it('fails', async () => {
    let text;
    try {
      text = await fs.promises.readFile('a.txt', 'utf8');
    } catch {
      throw new Error('no text');
    }
    if (text.length !== 21) {
      throw new Error();
    } else {
      expect(text.endsWith('of a\n')).toBe(true);
    }
  });

  // done('text') lets a test pass
  it('hands its done no error', (done) => { (async () => {
    let text;
    try {
      text = await fs.promises.readFile('a.txt', 'utf8');
    } catch {
      return done('no text');
    }
    expect(text.length).toBe(21);
    done();
  })().catch(done.fail); });
});
