// Line ends stay what they are.
function load(id) {
  return step('load', id).then(a => {
    log(a);
  }).catch(e => {
    log(e.message);
  });
}

module.exports = { load };
