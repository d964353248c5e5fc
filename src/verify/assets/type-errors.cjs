// Asks the repository's own TypeScript for its errors and writes them down. Arguments: the result file, then configurations of the copy.
'use strict';
const { spawnSync } = require('child_process');
const { writeFileSync } = require('fs');
const path = require('path');

const [out, ...configs] = process.argv.slice(2);
const root = process.env.UNBLOCK_DIR;
const home = path.join(root, 'node_modules/typescript');
const idOf = (file) => path.relative(root, file).split(path.sep).join('/');

/** Errors of one configuration and of those that it refers to; each file is read from its source, as nothing is built. */
function errorsOf(ts, config, seen, errors) {
  if (seen.has(config)) return;
  seen.add(config);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, { noEmit: true }, host);
  if (!parsed) return;
  for (const reference of parsed.projectReferences || []) errorsOf(ts, ts.resolveProjectReferencePath(reference), seen, errors);
  if (parsed.fileNames.length === 0) return;
  // noEmit and these exclude one another
  const options = { ...parsed.options, noEmit: true, incremental: false, composite: false, tsBuildInfoFile: undefined, emitDeclarationOnly: undefined };
  const programHost = ts.createCompilerHost(options);
  programHost.useSourceOfProjectReferenceRedirect = () => true;
  const program = ts.createProgram({ rootNames: parsed.fileNames, options, projectReferences: parsed.projectReferences, host: programHost });
  for (const { file, start, code, messageText, category } of ts.getPreEmitDiagnostics(program)) {
    if (category !== ts.DiagnosticCategory.Error || !file) continue;
    const { line } = ts.getLineAndCharacterOfPosition(file, start || 0);
    errors.push({ file: idOf(file.fileName), line: line + 1, code, message: ts.flattenDiagnosticMessageText(messageText, ' ') });
  }
}

/** A compiler that is a program and no library prints what it finds. */
function errorsPrinted(config, errors) {
  const { bin } = require(path.join(home, 'package.json'));
  const { stdout } = spawnSync(process.execPath, [path.join(home, bin.tsc), '--noEmit', '--pretty', 'false', '-p', config], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  for (const [, file, line, code, message] of stdout.matchAll(/^(.+?)\((\d+),\d+\): error TS(\d+): (.*)$/gm)) errors.push({ file: idOf(path.resolve(root, file)), line: Number(line), code: Number(code), message });
}

const errors = [];
const { version } = require(path.join(home, 'package.json'));
let ts;
try {
  ts = require(home);
} catch {
  // it is a program
}
const seen = new Set();
for (const config of configs) {
  if (ts && typeof ts.createProgram === 'function' && typeof ts.getParsedCommandLineOfConfigFile === 'function') errorsOf(ts, config, seen, errors);
  else errorsPrinted(config, errors);
}
writeFileSync(out, JSON.stringify({ version, errors }));
