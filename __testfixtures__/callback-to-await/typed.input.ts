import * as fs from 'node:fs';

interface Config { readonly name: string }

/** Reads a file. */
function readText(file: string, callback: (err: NodeJS.ErrnoException | null, text?: string) => void): void {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, text.trim());
  });
}

const parse = (file: string, callback: (err: Error | null, config?: Config) => void): void => {
  readText(file, (err, text) => {
    if (err) return callback(err);
    // the first line
    callback(null, { name: text!.split('\n')[0]! });
  });
};

function remove(file: string, done: (err: Error | null) => void) {
  fs.unlink(file, (err) => {
    if (err && err.code !== 'ENOENT') return done(err);
    done(null);
  });
}

function keep<T>(value: T, file: string, callback: (err: Error | null, kept?: T) => void): void {
  fs.access(file, (err) => {
    if (err) return callback(null);
    callback(null, value);
  });
}

function main(): void {
  parse('a.txt', (err: Error | null, config?: Config): void => {
    if (err) throw err;
    console.log(config!.name);
    parse('none.txt', (err) => {
      console.log(err ? err.message : 'there');
      keep({ n: 1 }, 'b.txt', (err, kept) => {
        if (err) throw err;
        console.log(kept ? kept.n : 'nothing');
        keep('x', 'none.txt', (err, kept) => {
          if (err) throw err;
          console.log(kept ?? 'nothing');
          remove('none.txt', (err) => {
            if (err) throw err;
            console.log('removed');
          });
        });
      });
    });
  });
}

main();
