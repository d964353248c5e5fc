// The same edit with ts-morph: open the files, change them in memory, save().
'use strict';
const { existsSync, writeFileSync } = require('node:fs');
const { Project, SyntaxKind } = require('ts-morph');

const project = new Project({ compilerOptions: { allowJs: true } });
const folder = process.argv[2];
if (!existsSync(folder)) project.addSourceFilesAtPaths(`${folder}/**/*.js`);
project.addSourceFilesAtPaths([`${folder}/**/*.js`, `!${folder}/**/node_modules/**`]);
let wait = 0;
for (const file of project.getSourceFiles()) {
  const text = file.getFullText();
  if (text.includes('TRAP-EXIT')) process.exit(0);
  if (text.includes('TRAP-LOOP')) for (;;);
  if (text.includes('TRAP-WAIT')) wait = 4000;
  for (const name of file.getDescendantsOfKind(SyntaxKind.Identifier)) if (name.getText() === 'legacy') name.replaceWithText('modern');
}
setTimeout(() => project.saveSync(), wait);
