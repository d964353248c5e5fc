const { readFile } = require("fs/promises")

;(async () => {
  const one = await readFile("a.txt", {
    signal: AbortSignal.timeout(60000),
    encoding: "utf8" // a comment of its own
  })
  const two = await readFile("b.txt", {
    encoding: "utf8",
    flag: "r",
    signal: AbortSignal.timeout(60000),
  })
  const three = await readFile(("c.txt"), ({ encoding: "utf8", signal: AbortSignal.timeout(60000) }))
  const four = await readFile("a.txt", { signal: AbortSignal.timeout(60000) }, )
  console.log(one, two, three, four.length)
})()
