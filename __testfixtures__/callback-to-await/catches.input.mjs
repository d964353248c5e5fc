// the callback deals with errors itself
import { access, readFile } from 'node:fs';

function read(file, done) {
  readFile(file, 'utf8', (error, text) => {
    if (error && error.code === 'ENOENT') return done(null, 'none');
    if (error) return done(error);
    done(null, text.trim().split('\n')[0]);
  });
}

function main() {
  access('a.txt', (error) => {
    if (error) throw error;
    read('a.txt', (error, line) => {
      console.log(error, line);
      read('missing.txt', (error, line) => {
        console.log(error, line);
        read('.', (error) => {
          console.log(error ? error.code : 'read');
        });
      });
    });
  });
}

main();
