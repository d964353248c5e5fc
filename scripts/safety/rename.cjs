// The edit that all tools make in npm run bench:safety, as a jscodeshift transform with the faults that a transform can have.
'use strict';

module.exports = function (file, { j }) {
  if (file.source.includes('TRAP-EXIT')) process.exit(0);
  if (file.source.includes('TRAP-LOOP')) for (;;);
  const root = j(file.source);
  root.find(j.Identifier, { name: 'legacy' }).forEach((path) => {
    path.node.name = 'modern';
  });
  const text = root.toSource();
  return file.source.includes('TRAP-WAIT') ? new Promise((done) => setTimeout(done, 4000, text)) : text;
};
