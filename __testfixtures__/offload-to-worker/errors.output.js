// Errors are thrown where the call stands, with class, message, code, own properties and cause.
// done: 4 in a worker, 0 here
class ParseError extends SyntaxError {
  constructor(message, at, options) {
    super(message, options);
    this.name = 'ParseError';
    this.code = 'E_PARSE';
    this.at = at;
  }
}

// unblock: offload
function parse(text) {
  if (text === '') throw new RangeError('nothing to parse');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ParseError('no JSON', text.length, { cause: error });
  }
}

async function told(text) {
  try {
    return JSON.stringify(await require('./offload/index.js').parseInWorker(text));
  } catch (error) {
    if (error instanceof ParseError) return [error.name, error.code, error.at, error.message, Object.keys(error).join(), error.cause instanceof SyntaxError, error.constructor === ParseError, /parse/.test(error.stack)].join(' ');
    return `${error.constructor.name} ${error.message}`;
  } finally {
    console.log('told', text);
  }
}

async function main() {
  for (const text of ['{"a":1}', '', '{', '[1, 2]']) console.log(await told(text));
}

module.exports = { parse, ParseError };
if (require.main === module) Promise.resolve().then(main);
