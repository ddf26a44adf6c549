/**
 * `npx tsx bench/projects.ts`: what it takes the database to find a project and to tell how projects stand, among 20,000 of them
 * against among 1,000. On the embedded database, and on the server in DATABASE_URL where there is one. Never part of the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../src/db/database.ts'
import { countProjects } from '../src/features/projects/counts.ts'
import { calledOf } from '../src/features/projects/find/called.ts'
import { piecesOf, wordsOf } from '../src/features/projects/find/pieces.ts'
import { findProjects } from '../src/features/projects/find/search.ts'
import { seed } from '../src/programme/places/seed.ts'
import { keepingLogger } from '../test/harness/app.ts'
import { databaseUrl, onServer } from '../test/harness/server.ts'

const sizes = [1_000, 20_000] as const
const rounds = 15
const asked = ['蔬菜 大棚', '蔬菜大棚7号', 'shucai', 'scdp', '药', '没有这个'] as const

const places = [
  '火炉',
  '仙女山',
  '巷口',
  '江口',
  '白马',
  '平桥',
  '羊角',
  '长坝',
  '鸭江',
  '桐梓',
  '土坎',
  '和顺',
]
const things = [
  '蔬菜',
  '中药材',
  '脆桃',
  '茶叶',
  '肉牛',
  '饮水',
  '道路',
  '学校',
  '卫生院',
  '冷链',
  '电商',
  '民宿',
  '污水',
  '光伏',
]
const kinds = [
  '大棚',
  '种植基地',
  '加工车间',
  '安全工程',
  '硬化工程',
  '改造项目',
  '服务站',
  '仓储中心',
  '示范园',
  '培训班',
]

const nameOf = (number: number): string => {
  const pick = (words: readonly string[], step: number) =>
    words[Math.floor(number / step) % words.length] ?? ''
  return `${pick(places, 1)}${pick(things, 3)}${pick(kinds, 7)}${number}号`
}

const fill = async (database: Database, size: number): Promise<void> => {
  for (let first = 0; first < size; first += 1_000) {
    const numbers = Array.from({ length: Math.min(1_000, size - first) }, (_, index) => first + index)
    const called = await Promise.all(
      numbers.map((number) => calledOf({ name: nameOf(number), english: null })),
    )
    await database.transact(async (transaction) => {
      await transaction.$executeRaw`
        INSERT INTO project (reference, pair_id, name, nature, category, budget, city, starts_on, ends_on, stage_on, approval,
          progress, progress_on, state, account, conversation, created_at, updated_at)
        SELECT 'P-2024-' || lpad(number::text, 5, '0'), pair.id, name, 'other', 'industry', 1000000 + number, 1000000, date '2025-01-01',
          date '2025-12-31', date '2025-02-01', '批复', number % 100, date '2025-02-20', 'building', 'bench', 'bench', now(), now()
        FROM unnest(${numbers}::int[], ${numbers.map(nameOf)}::text[]) AS one (number, name)
        JOIN pair ON pair.position = 1 + number % 14`
      for (const [index, one] of called.entries())
        await transaction.$executeRaw`
          INSERT INTO project_search (reference, pair_id, words, pieces)
          SELECT reference, pair_id, ${wordsOf(one)}, ${piecesOf(one)} FROM project
          WHERE reference = ${`P-2024-${`${numbers[index]}`.padStart(5, '0')}`}`
    })
  }
  await database.client.$executeRawUnsafe('ANALYZE')
}

/** Milliseconds, the median. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now()
    await work()
    took.push(performance.now() - begin)
  }
  return took.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
}

const measure = async (
  open: (size: number) => Promise<{ database: Database; remove: () => Promise<void> }>,
  name: string,
) => {
  const figures = new Map<string, number[]>()
  for (const size of sizes) {
    const { database, remove } = await open(size)
    await database.transact(seed)
    await fill(database, size)
    const within =
      <Result>(work: Parameters<typeof database.transact<Result>>[0]) =>
      () =>
        database.transact(work)
    const tasks: ReadonlyArray<readonly [string, () => Promise<unknown>]> = [
      ...asked.map(
        (words) =>
          [`find ${words}`, within((transaction) => findProjects(transaction, words, undefined, 6))] as const,
      ),
      ['find 蔬菜 of one pair', within((transaction) => findProjects(transaction, '蔬菜', [1], 6))],
      ['status of one pair', within((transaction) => countProjects(transaction, { pairIds: [1] }))],
      ['status of all pairs', within((transaction) => countProjects(transaction))],
    ]
    for (const [task, work] of tasks) figures.set(task, [...(figures.get(task) ?? []), await timed(work)])
    await remove()
  }
  for (const [task, [few = 0, many = 0]] of figures)
    process.stdout.write(
      `${name}  ${task}: ${few.toFixed(1)} ms of ${sizes[0]}, ${many.toFixed(1)} ms of ${sizes[1]}, ratio ${(many / few).toFixed(2)}\n`,
    )
}

await measure(async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'luyu-bench-'))
  const database = await openDatabase({ url: undefined, dataDirectory, logger: keepingLogger() })
  return {
    database,
    remove: async () => {
      await database.close()
      rmSync(dataDirectory, { recursive: true })
    },
  }
}, 'embedded')

const server = process.env.DATABASE_URL
if (server)
  await measure(async (size) => {
    const name = `luyu_bench_projects_${size}`
    await onServer(server, `CREATE DATABASE ${name}`)
    const database = await openDatabase({
      url: databaseUrl(server, name),
      dataDirectory: '.',
      logger: keepingLogger(),
    })
    return {
      database,
      remove: async () => {
        await database.close()
        await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      },
    }
  }, 'server')
