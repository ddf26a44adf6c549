import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { listeningLogger } from './logger.ts'
import { builtProgram, kill, spawnProgram } from './program.ts'
import { startFakeTelegram } from './telegram.ts'

/** The program on Telegram, as a process that may be killed and started again on the same data. To be called within a test. */
export const openKillable = async (environment: Readonly<Record<string, string>> = {}) => {
  const telegram = await startFakeTelegram()
  const directory = await mkdtemp(join(tmpdir(), 'luyu-kill-'))
  const me = telegram.person.id
  let child: ChildProcessWithoutNullStreams | undefined
  let logged = ''

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child) await kill(child, signal)
  }

  onTestFinished(async () => {
    await end('SIGKILL')
    await telegram.close()
    await rm(directory, { recursive: true, force: true })
  })

  return {
    telegram,
    me,
    start: (): void => {
      child = spawnProgram(builtProgram, {
        environment: {
          DATA_DIR: directory,
          TELEGRAM_BOT_TOKEN: telegram.token,
          TELEGRAM_API_ROOT: telegram.apiRoot,
          ADMINS: `telegram:${me}`,
          PORT: '0',
          LOG_LEVEL: 'warn',
          ...environment,
        },
      })
      child.stderr.on('data', (chunk: Buffer) => {
        logged += chunk.toString()
      })
    },
    end,
    signal: (name: NodeJS.Signals): void => {
      child?.kill(name)
    },
    /** Resolves with its exit code once it has ended by itself. */
    ended: async (): Promise<number | null | undefined> => {
      if (child && child.exitCode === null) await once(child, 'exit')
      return child?.exitCode
    },
    exitCode: () => child?.exitCode,
    logged: () => logged,
    /** Reads what the bot says until something it says matches. */
    heard: async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const { text } = await telegram.next(me)
        if (pattern.test(text)) return text
      }
    },
    unread: () =>
      telegram
        .unread(me)
        .map(({ text }) => text)
        .join('\n'),
    /** Looks into the database while no process runs on it. */
    inDatabase: async <Result>(work: (client: Database['client']) => Promise<Result>): Promise<Result> => {
      const database = await openDatabase({ dataDirectory: directory, logger: listeningLogger() })
      try {
        return await work(database.client)
      } finally {
        await database.close()
      }
    },
  }
}
