import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { quickDatabase } from './patience.ts'

/** The program as it is shipped: it starts twice as fast as its sources would. */
export const builtProgram = 'dist/main.js'

/** How Node starts a file that may open a database. */
export const startOf = (file: string): readonly string[] => [
  ...quickDatabase,
  ...(file.endsWith('.ts') ? ['--import', 'tsx'] : []),
  file,
]

export interface ProgramOptions {
  readonly parameters?: readonly string[]
  /** The whole environment, beside `PATH`. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where it runs; the root of the repository when absent. */
  readonly directory?: string
}

/** A program as a process of its own, knowing nothing of this one's environment. */
export const spawnProgram = (
  file: string,
  { parameters = [], environment = {}, directory }: ProgramOptions = {},
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [...startOf(file), ...parameters], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
  })

/** Resolves when the process is gone. */
export const kill = async (child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** The first line of the process's standard output that fits; fails, with its errors, when it ends without one. */
export const lineOf = async (
  child: ChildProcessWithoutNullStreams,
  fits: (line: string) => boolean,
): Promise<string> => {
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  for await (const line of createInterface(child.stdout)) if (fits(line)) return line
  throw new Error(`it ended before it said what was awaited: ${errors}`)
}
