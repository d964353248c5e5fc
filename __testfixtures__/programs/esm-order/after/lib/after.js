console.log('after', globalThis.there);
