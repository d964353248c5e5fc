import fs from 'node:fs';

const paths = fs.readdirSync('data').sort().flatMap((name) => [`data/${name}`, `gone/${name}`]);
const results = await Promise.allSettled(paths.map(async (file) => (await fs.promises.readFile(file, 'utf8')).length));
for (const [index, result] of results.entries()) console.log(paths[index], result.value ?? result.reason.code);
