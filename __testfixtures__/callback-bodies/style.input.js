const short = (name, cb) => api.read(name, cb)
const length = (name, cb) => api.read(name, (err, text) => cb(err, text && text.length))

function load(name, cb) { short(name, function (err, text) { if (err) return cb(err); length(text, cb) }) }

function main(p) {
	api.read(p,
		{
			encoding: 'utf8',
		},
		(err, text) => {
			if (err) throw err
			;[1, 2].forEach(n => console.log(n, text))
			load(text, (err) => { if (err) console.log(err.message) })
		})
}

module.exports = { main }
