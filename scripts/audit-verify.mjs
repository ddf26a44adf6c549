/**
 * `npm run audit:verify`: goes through the audit in `DATA_DIR` (while the program is stopped) or `DATABASE_URL` and says in one
 * line that all is in order, or names the first bad entry. With `-- --expect HASH` the hash of a seal that was kept elsewhere must
 * be one of its own. Exit codes: 0 in order; 1 tampered with; 2 not checked.
 */
import { existsSync } from 'node:fs'
import { ensureBuilt, root } from './built.mjs'
import { localeOfTerminal } from './terminal.mjs'

const status = ensureBuilt()
if (status !== 0) process.exit(2)
if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)
const [{ openAsItIs }, { translatorOf }, { verifyAudit }, { isGood, verdictOn }] = await Promise.all([
  import('../dist/db/database.js'),
  import('../dist/core/i18n.js'),
  import('../dist/programme/audit/verify.js'),
  import('../dist/programme/audit/verdict.js'),
])
const translate = translatorOf(localeOfTerminal(process.env))
const refuse = (reason) => {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

const [option, expected, ...more] = process.argv.slice(2)
if (option !== undefined && (option !== '--expect' || !/^[0-9a-f]{64}$/iu.test(expected) || more.length > 0))
  refuse(translate('audit.verify.usage'))

const say = (_details, message) => process.stderr.write(`${message}\n`)
const logger = { debug: () => {}, info: say, warn: say, error: say, child: () => logger }
const { DATABASE_URL: url, DATA_DIR: dataDirectory = './data' } = process.env
/** What PostgreSQL calls a table that is not there. */
const undefinedTable = '42P01'
try {
  const database = await openAsItIs({ url, dataDirectory, logger })
  const report = await verifyAudit(database, expected).finally(() => database.close())
  process.stdout.write(`${verdictOn(report, expected, translate)}\n`)
  process.exit(isGood(report) ? 0 : 1)
} catch (error) {
  const reason = error.code === undefinedTable ? translate('audit.verify.tooOld') : error.message
  refuse(translate('audit.verify.unchecked', { reason }))
}
