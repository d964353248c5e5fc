'use strict';

function main() {
  const end = Date.now() + 20;
  while (Date.now() < end);
  console.log(Date.now() >= end);
}

main();
