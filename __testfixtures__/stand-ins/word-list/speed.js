// Nothing loads this file.
require('node:fs').readFileSync(__filename);
