// Line ends stay what they are.
async function load(id) {
  try {
    const a = await step('load', id);
    log(a);
  } catch (e) {
    log(e.message);
  }
}

module.exports = { load };
