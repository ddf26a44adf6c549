/** `npm start`: builds when that is needed, then is the program. Plain JavaScript, because a built program runs without tools. */
import { existsSync } from 'node:fs'
import { ensureBuilt, root } from './built.mjs'

const status = ensureBuilt()
if (status !== 0) process.exit(status)
if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)
process.setSourceMapsEnabled(true)
await import('../dist/main.js')
