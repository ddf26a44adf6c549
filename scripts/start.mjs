/** `npm start`: builds when that is needed, then is the program. Plain JavaScript, because a built program runs without tools. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The time of the newest file in a folder, in milliseconds; 0 when there is none. Generated sources do not count. */
const newest = (directory) =>
  readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => name !== 'generated')
    .map((entry) => join(directory, entry.name))
    .reduce((time, path) => {
      const stat = statSync(path)
      return Math.max(time, stat.isDirectory() ? newest(path) : stat.mtimeMs)
    }, 0)

const isBuilt = () => {
  const built = statSync(`${root}dist/.built`, { throwIfNoEntry: false })?.mtimeMs
  const hasSources = statSync(`${root}src`, { throwIfNoEntry: false })
  if (built === undefined) return false
  return !hasSources || ['src', 'prisma', 'locales'].every((name) => newest(`${root}${name}`) <= built)
}

if (!isBuilt()) {
  // Standard output belongs to the program alone, and standard input waits for it.
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  const { status } = spawnSync(process.execPath, [tsx, 'scripts/build.ts'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
}
if (existsSync(`${root}.env`)) process.loadEnvFile(`${root}.env`)
process.setSourceMapsEnabled(true)
await import('../dist/main.js')
