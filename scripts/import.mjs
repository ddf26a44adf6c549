/**
 * `npm run import -- FILE`: shows what importing a sheet would do; with `--yes` it is carried out. It is the console, with the
 * lines that a person would type: an embedded database must not be in use, a server's may be. It speaks the language of LOCALE,
 * else that of the terminal (LANG). Exit codes: 0 shown, carried out, or nothing to do; 1 nothing came of it; 2 no such file.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ensureBuilt, root } from './built.mjs'
import { localeOfTerminal } from './terminal.mjs'

if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)
const locale = localeOfTerminal(process.env)
const refuse = (message) => {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}

const parameters = process.argv.slice(2)
const [file, ...more] = parameters.filter((parameter) => parameter !== '--yes')
const isAgreed = parameters.includes('--yes')
const words = JSON.parse(readFileSync(`${root}locales/${locale}/imports.json`, 'utf8'))
if (!file || file.startsWith('-') || more.length > 0) refuse(words['shell.usage'])
if (!statSync(file, { throwIfNoEntry: false })?.isFile() || file.includes('"'))
  refuse(words['shell.unread'].replace('{file}', file))
const status = ensureBuilt()
if (status !== 0) process.exit(status)

// Without a platform the program is a chat at the terminal; what it has to say on platforms is said by the one that serves them.
const environment = { ...process.env, TELEGRAM_BOT_TOKEN: '', SLACK_BOT_TOKEN: '', PORT: '0' }
const program = spawn(process.execPath, [`${root}scripts/start.mjs`], {
  env: environment,
  stdio: ['pipe', 'pipe', 'inherit'],
})
// Whoever reads only its beginning (`| head`) has read enough; what was begun ends all the same.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
})
let said = ''
program.stdout.setEncoding('utf8')
program.stdout.on('data', (chunk) => {
  said += chunk
  process.stdout.write(chunk)
})
const lines = [
  `:lang ${locale}`,
  `:file "${resolve(file)}"`,
  '/import',
  ...(isAgreed ? ['/import carry'] : []),
]
program.stdin.end(`${lines.join('\n')}\n`)

/** What is said when it has come to something: the words before the first value, or behind a file's name. */
const good = [isAgreed ? words['carry.done'] : words['plan.how'], words['plan.nothing']].map(
  (message) => message.replace(/^“\{name\}/u, '').split('{')[0],
)
const isGood = () => good.some((beginning) => said.includes(beginning))
program.on('close', (code) => process.exit(code || (isGood() ? 0 : 1)))
