/** Builds the program when that is needed. Plain JavaScript, because a built program runs without tools. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

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

/** The exit code of the build; 0 when `dist/` is as new as its sources. Says what it does on standard error only. */
export const ensureBuilt = () => {
  if (isBuilt()) return 0
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  // Standard output belongs to the program alone, and standard input waits for it.
  const { status } = spawnSync(process.execPath, [tsx, 'scripts/build.ts'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  return status ?? 1
}
