import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

/** Runs a tool of `node_modules` with this Node; its words go to standard error, and its failure ends this process. */
export const runTool = (file: string, ...parameters: string[]): void => {
  const { status } = spawnSync(process.execPath, [`${root}node_modules/${file}`, ...parameters], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
}
