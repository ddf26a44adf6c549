import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Lines that are remembered. */
const most = 1000
/** Lines may hold names of persons: they are for the file's owner. */
const mode = 0o600

export interface History {
  /** The latest first; readline goes through this very array. */
  readonly lines: string[]
  add(line: string): Promise<void>
}

/** Lines typed at a terminal, from one session to the next. Where the file cannot be had, they last for the session. */
export const openHistory = async (file: string): Promise<History> => {
  const content = await readFile(file, 'utf8').catch(() => '')
  const kept = content.split('\n').filter((line) => line !== '')
  const lines = kept.slice(-most).reverse()
  const tidy = async (): Promise<void> => {
    if (kept.length > most) await writeFile(file, `${kept.slice(-most).join('\n')}\n`, { mode })
    await chmod(file, mode)
  }
  await tidy().catch(() => undefined)
  let latest = lines[0]
  return {
    lines,
    add: async (line) => {
      const before = lines.indexOf(line)
      if (before >= 0) lines.splice(before, 1)
      lines.unshift(line)
      lines.splice(most)
      if (line === latest) return
      latest = line
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        .then(() => appendFile(file, `${line}\n`, { mode }))
        .catch(() => undefined)
    },
  }
}
