import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { countPending } from './queries.ts'
import { rebuildName } from './rebuild.task.ts'

/** After new holidays: what was reckoned from the workdays known before is reckoned anew. */
export const rebuildDue = () =>
  defineCommand({
    name: 'due rebuild',
    aliases: ['期限 重算', '提醒 重算'],
    access: 'administer',
    effect: 'confirm',
    form: z.object({}),
    summary: 'due.rebuild.summary',
    examples: ['due.rebuild.example1', 'due.rebuild.example2', 'due.rebuild.example3'],
    about: async ({ transaction, translate }: ProgrammeContext) =>
      translate('due.rebuild.about', { count: await countPending(transaction) }),
    run: async (context: ProgrammeContext) => {
      const total = await countPending(context.transaction)
      return context.startTask(rebuildName, { after: '', done: 0, total }, total)
    },
  })
