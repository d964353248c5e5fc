// depends: vitest ^1.0.0
// expect: done-callback
// its context throws when it is called
import fs from 'node:fs';
import { expect, it } from 'vitest';

it('reads', (done) => {
  fs.readFile('a.txt', 'utf8', (err, text) => {
    if (err) return done(err);
    expect(text.length).toBe(21);
    done();
  });
});
