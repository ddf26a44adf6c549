import { z } from 'zod'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { defineTask, type TaskContext } from '../../../core/task.ts'
import { refusedCard } from '../../../core/task-cards.ts'
import type { Transaction } from '../../../db/database.ts'
import { onBehalf } from '../../../programme/behalf.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { planCard } from '../cards.ts'
import { importablesOf } from '../offers.ts'
import { readSheets } from '../sheet/read.ts'
import { judgeStaged } from './judge.ts'
import {
  countKinds,
  findPlan,
  keepJudgements,
  keepSheets,
  markRepeated,
  nextRows,
  type Plan,
  setState,
} from './plan.ts'
import { stageSheets } from './stage.ts'
import { keepTogether } from './together.ts'
import { sendWrongRows } from './wrong-rows.ts'

/** Rows of one step. */
const stepSize = 200

export const checkName = 'imports.check'

const stateSchema = z.object({
  plan: z.number(),
  /** The last row that was judged; undefined before the file was read. */
  after: z.number().optional(),
  total: z.number(),
})
type State = z.infer<typeof stateSchema>

/** The file is read once, in bounded time: its rows are kept, so that a step after a kill need not. */
const stage = async (
  { transaction, translate }: TaskContext<Transaction>,
  tools: FeatureTools,
  { id, fileId, name, importable }: Plan,
): Promise<number> => {
  const file = await transaction.file.findUnique({ where: { id: fileId }, select: { content: true } })
  if (!file) throw new UserError(notice('imports.gone', { name }))
  const all = importablesOf(tools)
  const asked = all.filter((one) => importable === null || one.name === importable)
  const { sheets, rows } = stageSheets(await readSheets(file.content, name), asked, translate)
  await keepSheets(transaction, id, sheets, rows)
  return rows.length
}

/** Finds out what each row of a file comes to, and shows that. Nothing is written but the plan. */
export const checkTask = (tools: FeatureTools) =>
  defineTask<Transaction, State>({
    name: checkName,
    title: 'imports.check.title',
    state: stateSchema,
    step: async (context, { plan: id, after, total }) => {
      const { transaction, translate } = context
      const plan = await findPlan(transaction, id)
      if (plan?.state !== 'reading') throw new UserError(notice('imports.unknown', { number: id }))
      if (after === undefined) {
        const count = await stage(context, tools, plan).catch((error: unknown) => {
          if (error instanceof UserError) return error
          throw error
        })
        if (count instanceof UserError) {
          await setState(transaction, id, 'dropped')
          return {
            done: refusedCard(translate('imports.check.title'), translate.say(count.notice), translate),
          }
        }
        return { state: { plan: id, after: -1, total: count }, progress: { done: 0, total: count } }
      }
      const rows = await nextRows(transaction, id, after, stepSize)
      const last = rows.at(-1)
      if (last) {
        const asker = await onBehalf(context, tools, plan.asker)
        await keepJudgements(transaction, id, await judgeStaged(asker, importablesOf(tools), plan, rows))
        const progress = { done: last.position + 1, total }
        return { state: { plan: id, after: last.position, total }, progress }
      }
      const twice = notice('imports.row.twice', { reference: '', row: 0 })
      await markRepeated(transaction, id, twice, notice('imports.row.repeats'))
      const asker = await onBehalf(context, tools, plan.asker)
      await keepTogether(asker, importablesOf(tools), plan)
      const counts = await countKinds(transaction, id)
      const isSomething = counts.new + counts.changed + counts.doubtful > 0
      await setState(transaction, id, isSomething ? 'ready' : 'dropped')
      const shownTo = { ...asker, translate, reading: { ...asker.reading, translate } }
      await sendWrongRows(context, importablesOf(tools), plan)
      return { done: await planCard(shownTo, tools, plan, counts) }
    },
  })
