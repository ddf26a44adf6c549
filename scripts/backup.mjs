/**
 * `npm run backup -- FILE` and `npm run restore -- FILE`: of the database in DATABASE_URL, else of the embedded one in DATA_DIR.
 * A backup is made while the program runs or not, and put back into an empty database of either kind.
 */
import { existsSync } from 'node:fs'
import { backUp, restore } from '../dist/db/backup/backup.js'
import { root } from './built.mjs'

// As `npm start` does: the data directory may be named there.
if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)

const say = (_details, message) => process.stderr.write(`${message}\n`)
const logger = { debug: () => {}, info: say, warn: say, error: say, child: () => logger }

const [action, file] = process.argv.slice(2)
const work = { backup: backUp, restore }[action ?? '']
if (!work || !file) {
  process.stderr.write('npm run backup -- FILE, or npm run restore -- FILE\n')
  process.exit(2)
}
try {
  await work(
    { url: process.env.DATABASE_URL || undefined, dataDirectory: process.env.DATA_DIR || './data' },
    file,
    logger,
  )
  process.stderr.write(`${action} done: ${file}\n`)
  process.exit(0)
} catch (error) {
  process.stderr.write(`${action} failed: ${error.message}\n`)
  process.exit(1)
}
