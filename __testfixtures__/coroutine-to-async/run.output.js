// co: at once, with arguments, and with the this of the place; after lines without semicolons.
const load = (id) => new Promise((resolve, reject) => step('load', id).then(resolve, reject))

function first(id) {
  log('first')
  return (async () => {
    const text = await load(id)
    log(text)
    return text
  })()
}

function withArguments(id) {
  return (async (one, two) => {
    return (await load(one)) + two
  })(id, 'two')
}

const store = {
  name: 'store',
  read() {
    return (async () => {
      return await load(this.name)
    })()
  },
}

function floating() {
  log('before')
  ;(async () => {
    await load('floating')
  })().catch((error) => log(error.message))
  log('after')
}

module.exports = { first, withArguments, read: () => store.read(), floating }
