import { z } from 'zod'
import { type Answer, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { field } from '../../core/form/field.ts'
import { notice, translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { taskTopic } from '../../core/task.ts'
import { cancelledCard } from '../../core/task-cards.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { taskNumber } from './number.ts'
import { ownerAsked } from './owner.ts'
import { cancelRunning } from './queries.ts'
import { titleOf } from './title.ts'

const form = z.object({
  number: field(taskNumber, {
    label: 'tasks.number',
    example: 'tasks.numberExample',
    keys: ['任务号', '编号'],
  }),
})

/** Wherever it is cancelled, it is said where the task was begun. Only its owner and administrators may. */
export const cancel = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  number: number,
): Promise<Answer> => {
  const { transaction, clock, request, send } = context
  const task = await cancelRunning(transaction, number, ownerAsked(context), clock.now())
  if (!task) throw new UserError(notice('tasks.unknown', { number }))
  const said = (locale: Locale) => {
    const translate = translatorOf(locale)
    return cancelledCard(titleOf(tools, task.name, translate), task, translate)
  }
  const topic = taskTopic(task.id)
  if (task.conversation === request.conversation) return { card: said(task.locale), topic, replace: true }
  const { conversation: to, locale } = task
  await send({ to, card: said(locale), locale, topic, key: `${topic}:end` })
  return { card: said(context.locale) }
}

export const cancelTask = (tools: FeatureTools) =>
  defineCommand<ProgrammeContext, typeof form>({
    name: 'task cancel',
    aliases: ['任务 取消'],
    access: 'write',
    effect: 'write',
    form,
    summary: 'tasks.cancel.summary',
    examples: ['tasks.cancel.example1', 'tasks.cancel.example2', 'tasks.cancel.example3'],
    run: (context, { number }) => cancel(tools, context, number),
  })
