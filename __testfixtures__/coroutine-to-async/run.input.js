// co: at once, with arguments, and with the this of the place; after lines without semicolons.
const co = require('co')
const load = (id) => new Promise((resolve, reject) => step('load', id).then(resolve, reject))

function first(id) {
  log('first')
  return co(function* () {
    const text = yield load(id)
    log(text)
    return text
  })
}

function withArguments(id) {
  return co(function* (one, two) {
    return (yield load(one)) + two
  }, id, 'two')
}

const store = {
  name: 'store',
  read() {
    return co.call(this, function* () {
      return yield load(this.name)
    })
  },
}

function floating() {
  log('before')
  co(function* () {
    yield load('floating')
  }).catch((error) => log(error.message))
  log('after')
}

module.exports = { first, withArguments, read: () => store.read(), floating }
