import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A TypeScript program as a process of its own. */
export interface Program {
  readonly pid: number | undefined
  /** The first line of its standard output that fits; fails when it ends without one. */
  line(fits: (line: string) => boolean): Promise<string>
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Its standard input ends with this process, its errors are shown. */
export const startProgram = (file: string, ...parameters: string[]): Program => {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  return {
    pid: child.pid,
    line: async (fits) => {
      for await (const line of lines) if (fits(line)) return line
      throw new Error(`${file} ended before it said what was awaited`)
    },
    kill: async (signal) => {
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
    },
  }
}
