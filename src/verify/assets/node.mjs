// A reporter for node:test: leaf tests by their full names, as one line of JSON.
export default async function* report(source) {
  const out = { passed: [], failed: [], skipped: [], errors: {}, ended: true };
  const running = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      running.length = data.nesting;
      running[data.nesting] = data.name;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const name = [...running.slice(0, data.nesting), data.name].join(' > ');
    if (data.skip !== undefined || data.todo !== undefined) {
      out.skipped.push(name);
    } else if (type === 'test:pass') {
      out.passed.push(name);
    } else {
      out.failed.push(name);
      const error = data.details?.error;
      out.errors[name] = String(error?.cause?.stack ?? error?.message ?? error).slice(0, 1500);
    }
  }
  yield `${JSON.stringify(out)}\n`;
}
