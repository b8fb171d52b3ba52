// zhlint with its default rules, in the loop of loop.py. CPU time counts all threads of node.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

// zhlint is installed in the folder this process is started in.
const require = createRequire(`${process.cwd()}/`)
const { run } = await import(pathToFileURL(require.resolve('zhlint')).href)
const options = { rules: { preset: 'default' } }
let texts = null

for await (const line of createInterface({ input: process.stdin })) {
  if (texts === null) {
    const [first, ...all] = JSON.parse(line).map((path) => readFileSync(path, 'utf8'))
    run(first, options)
    texts = all
    continue
  }
  const wall = performance.now()
  const before = process.cpuUsage()
  const count = texts.reduce((sum, text) => sum + run(text, options).validations.length, 0)
  const spent = process.cpuUsage(before)
  const memory = process.resourceUsage().maxRSS * 1024 / 1e6
  const seconds = (performance.now() - wall) / 1000
  const cpu = (spent.user + spent.system) / 1e6
  console.log(JSON.stringify({ cpu, wall: seconds, memory, count }))
}
