import type { Database } from '../../src/db/database.ts'
import { calledOf } from '../../src/features/projects/find/called.ts'
import { piecesOf, wordsOf } from '../../src/features/projects/find/pieces.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'

/** Entries of the ledger for each project. */
export const entriesEach = 10

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

const referenceOf = (number: number): string => `P-2024-${`${number}`.padStart(4, '0')}`

const sums = [
  [Prisma.sql`fund_balance`, Prisma.sql`pair_id`],
  [Prisma.sql`fund_project_balance`, Prisma.sql`project`],
] as const

/** So many projects at one time: one statement's worth. */
const atOnce = 1_000

/** Projects of all pairs at every stage, with their entries, lights and followed-up items, and what the triggers keep of them. */
export const fillProjects = async ({ transact }: Database, size: number): Promise<void> => {
  for (let first = 0; first < size; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, size - first) }, (_, index) => first + index)
    const called = await Promise.all(
      numbers.map(async (number) => {
        const one = await calledOf({ name: nameOf(number), english: null })
        return { reference: referenceOf(number), words: wordsOf(one), pieces: piecesOf(one) }
      }),
    )
    await transact(async (transaction) => {
      await transaction.$executeRaw`
        INSERT INTO project (reference, pair_id, name, nature, category, budget, city, starts_on, ends_on, stage_on, approval,
          progress, progress_on, unit, state, account, conversation, created_at, updated_at)
        SELECT reference, pair.id, name, 'other', 'industry', 1000000 + number, 1000000, date '2025-01-01',
          date '2025-12-31', date '2025-02-01', '批复', number % 100, date '2025-02-20', '县农业农村委',
          (ARRAY['reserve', 'approved', 'building', 'building', 'completed'])[1 + number % 5]::"ProjectState",
          'bench', 'bench', timestamptz '2024-06-01', timestamptz '2025-02-20'
        FROM unnest(${numbers}::int[], ${numbers.map(referenceOf)}::text[], ${numbers.map(nameOf)}::text[])
          AS one (number, reference, name)
        JOIN pair ON pair.position = 1 + number % 14`
      await transaction.$executeRaw`
        INSERT INTO project_search (reference, pair_id, words, pieces)
        SELECT reference, pair_id, words, pieces
        FROM jsonb_to_recordset(${JSON.stringify(called)}::jsonb) AS given (reference text, words text, pieces text[])
        JOIN project USING (reference)`
    })
  }
  await transact(async (transaction) => {
    await transaction.$executeRaw`SELECT set_config('session_replication_role', 'replica', true)`
    await transaction.$executeRaw`INSERT INTO fund_account SELECT id, timestamptz '2024-06-01' FROM pair`
    await transaction.$executeRaw`
      INSERT INTO fund_entry (reference, pair_id, project, type, tier, in_kind, amount, happened_on, account, conversation, created_at)
      SELECT 'F-2024-' || lpad((project.id * ${entriesEach}::int + number)::text, 6, '0'), pair_id, reference,
        (ARRAY['planned', 'received', 'committed', 'disbursed', 'paid'])[1 + number % 5]::"FundType", 'city', false,
        10000 - 1000 * (number % 5), date '2024-07-01' + number * 25, 'bench', 'bench', timestamptz '2024-06-01'
      FROM project CROSS JOIN generate_series(0, ${entriesEach - 1}::int) AS entry (number)`
    for (const [table, key] of sums)
      await transaction.$executeRaw`
        INSERT INTO ${table} (${key}, tier, in_kind, planned, received, committed, disbursed, paid)
        SELECT ${key}, tier, in_kind, sum(amount) FILTER (WHERE type = 'planned'), sum(amount) FILTER (WHERE type = 'received'),
          sum(amount) FILTER (WHERE type = 'committed'), sum(amount) FILTER (WHERE type = 'disbursed'),
          sum(amount) FILTER (WHERE type = 'paid')
        FROM fund_entry GROUP BY ${key}, tier, in_kind`
    await transaction.$executeRaw`
      INSERT INTO project_light (reference, rule, light, measured, threshold, lit_on)
      SELECT reference, 'behind', (CASE WHEN id % 2 = 0 THEN 'red' ELSE 'yellow' END)::"WarningLight", 30, 20, date '2025-02-20'
      FROM project WHERE id % 10 < 2`
    await transaction.$executeRaw`
      UPDATE project SET light = lit.light FROM project_light AS lit WHERE lit.reference = project.reference`
    await transaction.$executeRaw`
      INSERT INTO supervision (reference, pair_id, about, project, rule, light, measured, threshold, due_on, closed_on, result, state,
        account, conversation, created_at, updated_at)
      SELECT 'S-2025-' || lpad(id::text, 5, '0'), pair_id, name, reference, 'behind', 'red', 30, 20, date '2025-03-20',
        CASE WHEN id % 20 = 0 THEN date '2025-02-25' END, CASE WHEN id % 20 = 0 THEN '已整改' END,
        (CASE WHEN id % 20 = 0 THEN 'closed' ELSE 'open' END)::"SupervisionState",
        'bench', 'bench', timestamptz '2025-02-20', timestamptz '2025-02-20'
      FROM project WHERE id % 10 = 0`
  })
}
