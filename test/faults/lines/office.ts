import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFailed, onTestFinished } from 'vitest'
import { card, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { systemClock } from '../../../src/core/time/clock.ts'
import { type Database, openDatabase } from '../../../src/db/database.ts'
import { enqueue } from '../../../src/delivery/outbox.ts'
import { zone } from '../../harness/app.ts'
import { listeningLogger } from '../../harness/logger.ts'
import { builtProgram, kill, spawnProgram } from '../../harness/program.ts'
import { databaseUrl, onServer } from '../../harness/server.ts'
import { createSlackServer, slackSecrets } from '../../harness/slack.ts'
import { startFakeTelegram } from '../../harness/telegram.ts'
import { type Line, repliesOf } from './table.ts'

let copies = 0

/** Where `kind` cannot be had here. */
export const hasServer = (): boolean => inject('databaseTemplate').kind === 'server'

/** A new database of a kind, as the program is told where it is, and as a test looks into it. */
const makeDatabase = async (kind: 'server' | 'embedded') => {
  const directory = await mkdtemp(join(tmpdir(), 'luyu-faults-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const template = inject('databaseTemplate')
  if (kind === 'embedded' || template.kind === 'embedded') return { url: undefined, directory }
  const name = `${template.template}_faults_${process.pid}_${++copies}`
  await onServer(template.url, `CREATE DATABASE ${name} TEMPLATE ${template.template}`)
  return { url: databaseUrl(template.url, name), directory }
}

export interface OfficeOptions {
  /** Rooms of each platform. */
  readonly groups?: number
  readonly channels?: number
  /** Where an embedded database is, when not in a new directory. */
  readonly directory?: string
  /** Another way to the server for the processes than for the test. */
  readonly reroute?: (url: string) => Promise<string>
}

/** Both platforms, a database, and any number of the program's processes on it, to be called within a test. */
export const openFaultyOffice = async (
  kind: 'server' | 'embedded',
  environment: Readonly<Record<string, string>> = {},
  { groups = 4, channels = 2, directory: given, reroute = async (url) => url }: OfficeOptions = {},
) => {
  const clock = systemClock(zone)
  const { url, directory } = given ? { url: undefined, directory: given } : await makeDatabase(kind)
  const [telegram, slack] = [await startFakeTelegram(), await createSlackServer(clock)]
  const route = url && (await reroute(url))
  const running = new Set<ChildProcessWithoutNullStreams>()
  let [logged, written] = ['', 0]
  const rooms = [
    ...Array.from({ length: groups }, () => `telegram:${telegram.addGroup()}`),
    ...Array.from({ length: channels }, (_, number) => {
      slack.addChannel(`C${number}`)
      return `slack:T1/C${number}`
    }),
  ]
  const told: Array<{ readonly room: string; readonly words: string; readonly due: Date }> = []

  const end = async (child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<void> => {
    running.delete(child)
    await kill(child, signal)
  }
  const endAll = (signal: NodeJS.Signals) => Promise.all([...running].map((child) => end(child, signal)))
  onTestFinished(async () => {
    await endAll('SIGKILL')
    await Promise.all([telegram.close(), slack.stop()])
  })

  onTestFailed(() => {
    process.stderr.write(`what the processes logged last:\n${logged.slice(-3_000)}\n`)
  })

  const within = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
    const database = await openDatabase({ url, dataDirectory: directory, logger: listeningLogger() })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  const heardIn = (room: string, fits: (text: string) => boolean): string[] =>
    [
      ...telegram.spoken.map((said) => ({ room: `telegram:${said.chat}`, text: said.text })),
      ...slack.shown.map((said) => ({ room: `slack:T1/${said.channel}`, text: said.text })),
    ]
      .filter((said) => said.room === room && fits(said.text))
      .map((said) => said.text)
  const heardOf = ({ room, words }: (typeof told)[number]) => heardIn(room, (text) => text.includes(words))

  return {
    telegram,
    slack,
    directory,
    rooms,
    logged: () => logged,
    /** Gives what is logged from now on, as far as it is kept. */
    listen: (): (() => string) => {
      const from = written
      return () => logged.slice(Math.max(0, logged.length - (written - from)))
    },
    start: (more: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams => {
      const child = spawnProgram(builtProgram, {
        environment: {
          ...(route ? { DATABASE_URL: route } : {}),
          DATA_DIR: directory,
          TELEGRAM_BOT_TOKEN: telegram.token,
          TELEGRAM_API_ROOT: telegram.apiRoot,
          SLACK_BOT_TOKEN: slackSecrets.botToken,
          SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
          SLACK_API_URL: slack.apiUrl,
          PORT: '0',
          METRICS_PORT: '0',
          LOG_LEVEL: 'warn',
          ...environment,
          ...more,
        },
      })
      running.add(child)
      child.stderr.on('data', (chunk: Buffer) => {
        logged = `${logged}${chunk}`.slice(-20_000)
        written += `${chunk}`.length
      })
      return child
    },
    end,
    endAll,
    /** Opens the database; of the embedded kind while no process runs on it. */
    within,
    /** Says this to every room, once the time has come. */
    announce: async (database: Database, words: readonly string[], due: (number: number) => Date) => {
      await database.transact(async (transaction) => {
        for (const [number, each] of words.entries())
          for (const room of rooms) {
            told.push({ room, words: `${each}。`, due: due(number) })
            const message = {
              ...{ to: conversationReference(room), card: card(text(`${each}。`)), locale: 'zh-CN' as const },
              ...{ key: `${each}:${room}`, due: due(number) },
            }
            await enqueue(transaction, message, clock.now())
          }
      })
    },
    /** Has everything that is put off come at once. */
    hasten: ({ client }: Database) =>
      client.outboxMessage.updateMany({
        where: { state: 'due', dueAt: { gt: clock.now() } },
        data: { dueAt: clock.now() },
      }),
    /** The processes, in the order in which they were started. */
    running: (): ChildProcessWithoutNullStreams[] => [...running],
    /** What fits of all that was said, room by room. */
    heard: (pattern: RegExp): string[][] => rooms.map((room) => heardIn(room, (text) => pattern.test(text))),
    /** Whether all that was announced was heard everywhere; `by`: only what was due then. */
    isHeard: (by?: Date) =>
      told.every((each) => (by !== undefined && each.due >= by) || heardOf(each).length > 0),
    /** What came of that; `by`: only what was due then. */
    announced: (by?: Date): Line['replies'] =>
      repliesOf(told.filter(({ due }) => by === undefined || due < by).map(heardOf)),
    now: () => clock.now(),
  }
}

export type FaultyOffice = Awaited<ReturnType<typeof openFaultyOffice>>
