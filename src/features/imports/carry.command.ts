import { z } from 'zod'
import { card, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { choice } from '../../core/fields/choice.ts'
import { ordinal } from '../../core/fields/ordinal.ts'
import { understood } from '../../core/fields/outcome.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { carryName } from './plan/carry.task.ts'
import { countKinds, findPlan, hoursOpen, latestPlan, type Plan, setState } from './plan/plan.ts'

/** Milliseconds in which the latest preview needs no number: one hour. */
const freshFor = 3_600_000

const numbered = ordinal('import number', (typed) => notice('imports.unread', { text: typed }))
/** Of a button's words the count of rows in brackets is no number of an import: 连同存疑（2条）, With doubtful ones (2). */
const inBrackets = /\(\d+\s?条?\)/gu

const planNumber = field(
  {
    ...numbered,
    recognise: (line, reading) =>
      numbered.recognise(
        line.replace(inBrackets, (words) => ' '.repeat(words.length)),
        reading,
      ),
  },
  { label: 'imports.number', example: 'imports.numberExample', keys: ['导入编号'], asked: false },
).optional()

/** A plan that waits for whoever asked for it; the latest when none is named. Throws a `UserError` that says what became of it. */
const waitingPlan = async (context: ProgrammeContext, number: number | undefined): Promise<Plan> => {
  const { transaction, caller, clock } = context
  const id = number ?? (await latestPlan(transaction, caller.account, context.request.conversation))
  if (id === undefined) throw new UserError(notice('imports.none'))
  const plan = await findPlan(transaction, id)
  if (!plan || plan.account !== caller.account) throw new UserError(notice('imports.unknown', { number: id }))
  if (plan.state !== 'ready') throw new UserError(notice(`imports.state.${plan.state}`, { name: plan.name }))
  if (plan.expiresAt <= clock.now()) throw new UserError(notice('imports.expired', { name: plan.name }))
  // Whoever types 执行 days or meals later may mean another file.
  const shownAt = plan.expiresAt.getTime() - hoursOpen * 3_600_000
  if (number === undefined && clock.now().getTime() - shownAt > freshFor)
    throw new UserError(notice('imports.older', { name: plan.name, number: id }))
  return plan
}

const numberForm = z.object({ number: planNumber })

const carryOut = async (context: ProgrammeContext, number: number | undefined, doubtful: boolean) => {
  const { transaction } = context
  const { id } = await waitingPlan(context, number)
  const counts = await countKinds(transaction, id)
  const total = counts.new + counts.changed + (doubtful ? counts.doubtful : 0)
  if (total === 0) throw new UserError(notice('imports.onlyDoubtful', { count: counts.doubtful }))
  await setState(transaction, id, 'carrying')
  const state = { plan: id, doubtful, after: -1, done: 0, total }
  return context.startTask(carryName, state, total)
}

const agreed = choice([
  {
    value: 'yes',
    label: 'imports.withDoubtful',
    words: ['yes', '是', '全部', '连同存疑', 'all', 'with doubtful'],
  },
])

const carryForm = z.object({
  number: planNumber,
  doubtful: field(agreed, {
    label: 'imports.kind.doubtful',
    example: 'imports.withDoubtful',
    keys: ['存疑'],
    asked: false,
  }).optional(),
})

/** Carries out what was shown. */
export const carryImport = defineCommand<ProgrammeContext, typeof carryForm>({
  name: 'import carry',
  aliases: ['导入 执行', '导入 确认', 'import confirm'],
  access: 'write',
  effect: 'write',
  form: carryForm,
  summary: 'imports.carry.summary',
  examples: ['imports.carry.example1', 'imports.carry.example2', 'imports.carry.example3'],
  run: (context, { number, doubtful }) => carryOut(context, number, doubtful !== undefined),
})

/** The rest of the button's words says nothing more. */
const allForm = z.object({
  number: planNumber,
  rest: field(
    {
      ...agreed,
      recognise: (line) =>
        [...line.matchAll(/(?<![a-z])ones(?:\s*\(\d+\))?|\(\d+\s?条?\)/giu)].map(({ 0: words, index }) => ({
          start: index,
          end: index + words.length,
          outcome: understood('yes' as const),
        })),
    },
    { label: 'imports.kind.doubtful', example: 'imports.withDoubtful', keys: [], asked: false },
  ).optional(),
})

/** The words of the button by which doubtful rows are carried out too, typed. */
export const carryWithDoubtful = defineCommand<ProgrammeContext, typeof allForm>({
  name: 'import all',
  aliases: ['导入 连同存疑', '连同存疑', 'with doubtful'],
  access: 'write',
  effect: 'write',
  form: allForm,
  summary: 'imports.all.summary',
  examples: ['imports.all.example1', 'imports.all.example2', 'imports.all.example3'],
  run: (context, { number }) => carryOut(context, number, true),
})

/** Lets go of what was shown. */
export const dropImport = defineCommand<ProgrammeContext, typeof numberForm>({
  name: 'import drop',
  aliases: ['导入 放弃', '导入 取消', 'import cancel'],
  access: 'write',
  effect: 'write',
  form: numberForm,
  summary: 'imports.drop.summary',
  examples: ['imports.drop.example1', 'imports.drop.example2', 'imports.drop.example3'],
  run: async (context, { number }) => {
    const plan = await waitingPlan(context, number)
    await setState(context.transaction, plan.id, 'dropped')
    return { card: card(text(context.translate('imports.drop.done', { name: plan.name }))) }
  },
})
