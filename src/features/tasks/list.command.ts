import { z } from 'zod'
import { actions, card, heading, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { ownerAsked } from './owner.ts'
import { findRunning } from './queries.ts'
import { titleOf } from './title.ts'

/** The caller's own tasks; all of them for an administrator. */
export const listTasks = (tools: FeatureTools) =>
  defineCommand({
    name: 'task list',
    aliases: ['任务 列表'],
    byDefault: true,
    access: 'write',
    effect: 'read',
    form: z.object({}),
    summary: 'tasks.list.summary',
    examples: ['tasks.list.example1', 'tasks.list.example2', 'tasks.list.example3'],
    run: async (context: ProgrammeContext) => {
      const { transaction, translate } = context
      const running = await findRunning(transaction, ownerAsked(context))
      if (running.length === 0) return { card: card(text(translate('tasks.list.none'))) }
      return {
        card: card(
          heading(translate('tasks.list.title')),
          {
            type: 'list',
            items: running.map(({ id, name, done, total }) => ({
              text: translate('tasks.list.item', { number: id, title: titleOf(tools, name, translate) }),
              detail: translate('tasks.list.detail', { done, total }),
            })),
          },
          actions(
            ...running.map(({ id }) =>
              lineAction(translate('tasks.list.cancel', { number: id }), `/task cancel ${id}`),
            ),
          ),
        ),
      }
    },
  })
