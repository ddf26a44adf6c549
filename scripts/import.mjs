/**
 * `npm run import -- FILE`: shows what importing a sheet would do; with `--yes` it is carried out. It is the console, with the
 * lines that a person would type: an embedded database must not be in use, a server's may be. Exit code 1 where nothing came of it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ensureBuilt, root } from './built.mjs'

const parameters = process.argv.slice(2)
const [file, ...more] = parameters.filter((parameter) => parameter !== '--yes')
const isAgreed = parameters.includes('--yes')
if (!file || more.length > 0) {
  process.stderr.write('npm run import -- FILE.xlsx, or FILE.csv; with --yes it is carried out\n')
  process.exit(2)
}
if (!existsSync(file) || file.includes('"')) {
  process.stderr.write(`${file} cannot be read\n`)
  process.exit(2)
}
const status = ensureBuilt()
if (status !== 0) process.exit(status)
if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)

// Without a platform the program is a chat at the terminal; what it has to say on platforms is said by the one that serves them.
const environment = { ...process.env, TELEGRAM_BOT_TOKEN: '', SLACK_BOT_TOKEN: '', PORT: '0' }
const program = spawn(process.execPath, [`${root}scripts/start.mjs`], {
  env: environment,
  stdio: ['pipe', 'pipe', 'inherit'],
})
let said = ''
program.stdout.on('data', (chunk) => {
  said += chunk
  process.stdout.write(chunk)
})
const lines = [`:file "${resolve(file)}"`, '/import', ...(isAgreed ? ['/import carry'] : [])]
program.stdin.end(`${lines.join('\n')}\n`)

/** What is said when it has come to something, in whatever language: the words before the first value, or behind a file's name. */
const good = ['zh-CN', 'en'].flatMap((locale) => {
  const words = JSON.parse(readFileSync(`${root}locales/${locale}/imports.json`, 'utf8'))
  const done = isAgreed ? words['carry.done'] : words['plan.how']
  return [done, words['plan.nothing']].map((message) => message.replace(/^“\{name\}/u, '').split('{')[0])
})
const isGood = () => good.some((beginning) => said.includes(beginning))
program.on('exit', (code) => process.exit(code || (isGood() ? 0 : 1)))
