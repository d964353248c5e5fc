// expect: wait-argument, wait-meant
// These do more than to wait: no wait is seen in them.
require('node:os');
const cancellable = (ms) => { let timer; const promise = new Promise((resolve) => { timer = setTimeout(resolve, 5); }); return { promise, cancel: () => clearTimeout(timer) }; };
const unreffed = () => new Promise((resolve) => { setTimeout(resolve, 5).unref(); });
const failing = () => new Promise((resolve, reject) => { setTimeout(reject, 5, new Error('late')); });
const logged = () => new Promise((resolve) => { setTimeout(() => { console.log('now'); resolve(); }, 5); });
const counted = () => new Promise((resolve) => { setTimeout(() => resolve(Date.now()), 5); });
const busy = () => { const end = Date.now() + 1; while (Date.now() < end); };
busy();
failing().catch((error) => console.log(error.message));
cancellable().promise.then(logged).then(counted).then((now) => console.log(now > 0));
unreffed();
