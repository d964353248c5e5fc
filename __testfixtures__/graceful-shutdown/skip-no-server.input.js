// expect: shutdown-no-server
const timer = setInterval(() => { console.log('once'); clearInterval(timer); }, 1);
