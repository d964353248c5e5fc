// expect: wait-in-browser
// Nothing says that this runs in Node only.
const sleep = () => new Promise((resolve) => setTimeout(resolve, 5));
sleep().then(() => console.log('slept'));
