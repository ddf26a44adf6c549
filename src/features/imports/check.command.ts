import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { file } from '../../core/fields/file.ts'
import { field } from '../../core/form/field.ts'
import { askerOf } from '../../programme/behalf.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { checkName } from './plan/check.task.ts'
import { hoursOpen, insertPlan } from './plan/plan.ts'
import { readableFiles } from './sheet/read.ts'
import { importableField } from './what.field.ts'

/** Reads a sheet and shows what it would add and change; nothing of that is done yet. */
export const checkImport = (tools: FeatureTools) => {
  const form = z.object({
    file: field(file({ most: 1, extensions: readableFiles }), {
      label: 'imports.file',
      example: 'imports.fileExample',
      keys: [],
      claims: false,
    }),
    what: field(importableField(tools), {
      label: 'imports.what',
      example: 'imports.whatExample',
      keys: ['内容', '种类'],
      asked: false,
    }).optional(),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'import check',
    aliases: ['导入 预演', '导入 检查'],
    byDefault: true,
    access: 'write',
    effect: 'read',
    form,
    summary: 'imports.check.summary',
    examples: ['imports.check.example1', 'imports.check.example2', 'imports.check.example3'],
    run: async (context, { file: [sent], what }) => {
      if (!sent) throw new Error('a file that is needed is not there')
      const { transaction, clock, caller, request } = context
      const now = clock.now()
      const plan = await insertPlan(
        transaction,
        {
          fileId: sent.id,
          name: sent.name,
          importable: what ?? null,
          account: caller.account,
          conversation: request.conversation,
          asker: askerOf(context),
          expiresAt: new Date(now.getTime() + hoursOpen * 3_600_000),
        },
        now,
      )
      return context.startTask(checkName, { plan, total: 1 }, 1)
    },
  })
}
