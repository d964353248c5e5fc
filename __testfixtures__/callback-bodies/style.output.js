const short = async (name) => api.promises.read(name)
const length = async (name) => {
	const text = await api.promises.read(name)
	return text && text.length
}

async function load(name) {
	const text = await short(name)
	return length(text)
}

async function main(p) {
	const text = await api.promises.read(p,
		{
			encoding: 'utf8',
		})
	;[1, 2].forEach(n => console.log(n, text))
	try {
		await load(text)
	} catch (err) {
		console.log(err.message)
	}
}

module.exports = { main }
