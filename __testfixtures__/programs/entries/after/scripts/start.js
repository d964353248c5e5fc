console.log('start', global.preloaded);
