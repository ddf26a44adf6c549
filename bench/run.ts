/**
 * `DATABASE_URL=postgres://… npm run bench`: what a line costs in Luyu, as a ratio to the floor (floor.ts). Two databases of
 * its own on that server, rounds of both programs one after the other, medians. Never part of the tests.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/free-port.ts'
import { root } from '../scripts/run.ts'
import type { Pair } from '../src/programme/places/registry.ts'
import { groupOf, makeDatabase, officerOf } from './database.ts'
import { secret, startTelegram, type Telegram, token } from './telegram.ts'

const rounds = 5
/** Lines of a measured round, and of the one before that warms a program up. */
const lines = { visit: 280, status: 140 }
/** Chats that wait for an answer at a time. */
const busyChats = 8

type Workload = keyof typeof lines

interface Bot {
  readonly name: string
  readonly process: ChildProcess
  readonly webhook: string
  readonly telegram: Telegram
  readonly pairs: readonly Pair[]
  /** Lines said so far, by chat: every visit is on other days, so that none looks like another one. */
  readonly said: number[]
}

/** CPU time of the program, in microseconds, and its memory, in bytes. */
const usageOf = async ({ process }: Bot): Promise<{ cpu: number; memory: number }> => {
  process.send('usage')
  const [{ cpu, memory }] = await once(process, 'message')
  return { cpu: cpu.user + cpu.system, memory }
}

const start = (parameters: readonly string[], environment: Record<string, string>) =>
  spawn(process.execPath, [`--import=${root}bench/usage.mjs`, ...parameters], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })

const startFloor = async (url: string, pairs: readonly Pair[]): Promise<Bot> => {
  const telegram = await startTelegram()
  const api = `${telegram.apiRoot}/bot${token}`
  const process = start(['--import=tsx', `${root}bench/floor.ts`], { BENCH_DATABASE: url, BENCH_API: api })
  const [{ port }] = await once(process, 'message')
  return { name: 'floor', process, telegram, pairs, webhook: `http://127.0.0.1:${port}/`, said: [] }
}

const startLuyu = async (url: string, pairs: readonly Pair[], directory: string): Promise<Bot> => {
  const telegram = await startTelegram()
  const port = await freePort()
  const webhook = `http://127.0.0.1:${port}/telegram/webhook`
  const profiler = process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
    : []
  const child = start([...profiler, '--enable-source-maps', `${root}dist/main.js`], {
    NODE_ENV: 'production',
    DATABASE_URL: url,
    DATA_DIR: directory,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_URL: webhook,
    TELEGRAM_WEBHOOK_SECRET: secret,
  })
  await telegram.isConnected
  return { name: 'Luyu', process: child, telegram, pairs, webhook, said: [] }
}

/** Three days, others for every visit of a pair, long before those that are there already. */
const daysOf = (visit: number): string => {
  const month = Math.floor(visit / 8)
  const first = 1 + 3 * (visit % 8)
  return `${2001 + Math.floor(month / 12)}年${1 + (month % 12)}月${first}日至${first + 2}日`
}

const say = async (bot: Bot, workload: Workload, chat: number): Promise<void> => {
  const pair = bot.pairs[chat % bot.pairs.length]
  if (!pair) throw new Error('no pairs')
  const number = bot.said[chat] ?? 0
  bot.said[chat] = number + 1
  const direction = `${pair.assisting.shortZh}→${pair.recipient.shortZh}`
  const visit = `/visit ${daysOf(number)} ${direction} 王建国副市长带队 12人 考察产业园`
  const text = workload === 'visit' ? visit : '/status all'
  const line = {
    update: number * busyChats + chat + 1,
    chat: groupOf(pair.id),
    from: officerOf(pair.id),
    text,
  }
  const answer = await bot.telegram.say(bot.webhook, line)
  const expected = workload === 'visit' ? '已登记' : pair.recipient.shortZh
  if (!answer.includes(expected)) throw new Error(`${bot.name} answered ${text} with ${answer}`)
}

interface Result {
  /** CPU of the program, milliseconds a line. */
  readonly cpu: number
  /** Lines a second. */
  readonly rate: number
}

const measure = async (bot: Bot, workload: Workload): Promise<Result> => {
  const before = await usageOf(bot)
  const began = performance.now()
  let left = lines[workload]
  const talk = async (chat: number) => {
    while (left-- > 0) await say(bot, workload, chat)
  }
  await Promise.all(Array.from({ length: busyChats }, (_, chat) => talk(chat)))
  const seconds = (performance.now() - began) / 1000
  const { cpu } = await usageOf(bot)
  return { cpu: (cpu - before.cpu) / 1000 / lines[workload], rate: lines[workload] / seconds }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const compare = async (bots: readonly Bot[], workload: Workload): Promise<void> => {
  const results = new Map(bots.map((bot) => [bot, [] as Result[]]))
  for (const bot of bots) await measure(bot, workload)
  for (let round = 0; round < rounds; round += 1)
    for (const bot of bots) results.get(bot)?.push(await measure(bot, workload))
  const rows = [...results].map(([{ name }, found]) => ({
    name,
    cpu: median(found.map(({ cpu }) => cpu)),
    rate: median(found.map(({ rate }) => rate)),
  }))
  const [floor] = rows
  for (const { name, cpu, rate } of rows)
    console.log(
      `${workload.padEnd(7)} ${name.padEnd(6)} CPU ${cpu.toFixed(2)} ms a line (×${(cpu / (floor?.cpu ?? 1)).toFixed(2)}), ` +
        `${rate.toFixed(0)} lines a second (×${(rate / (floor?.rate ?? 1)).toFixed(2)})`,
    )
}

const stop = async ({ process, telegram }: Bot): Promise<void> => {
  const ended = once(process, 'exit')
  process.kill('SIGTERM')
  await ended
  await telegram.close()
}

const main = async (server: string): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'luyu-bench-'))
  const databases = [
    await makeDatabase(server, `luyu_bench_floor_${process.pid}`),
    await makeDatabase(server, `luyu_bench_${process.pid}`),
  ] as const
  const [plain, whole] = databases
  const bots = [await startFloor(plain.url, plain.pairs), await startLuyu(whole.url, whole.pairs, directory)]
  try {
    for (const bot of bots)
      console.log(`idle    ${bot.name.padEnd(6)} ${Math.round((await usageOf(bot)).memory / 1e6)} MB`)
    await compare(bots, 'visit')
    await compare(bots, 'status')
  } finally {
    for (const bot of bots) await stop(bot)
    for (const { remove } of databases) await remove()
    rmSync(directory, { recursive: true })
  }
}

const { DATABASE_URL } = process.env
if (DATABASE_URL) await main(DATABASE_URL)
else {
  console.error(
    'DATABASE_URL: which PostgreSQL to measure on, for example postgres://user@127.0.0.1:5432/postgres',
  )
  process.exitCode = 2
}
