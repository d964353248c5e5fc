// jscodeshift as transforms of users know it: `api.jscodeshift`, bound to a parser.
import core from 'jscodeshift/src/core.js';
import getParser from 'jscodeshift/src/getParser.js';

/** `api.j` for a transform; `parser` is the name of one of jscodeshift's, or an object with `parse`. */
export const jscodeshiftWith = (parser: unknown): unknown => core.withParser(typeof parser === 'string' ? getParser(parser) : parser);
