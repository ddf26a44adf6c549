import { daysBefore } from '../../core/time/clock.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { carryImport, carryWithDoubtful, dropImport } from './carry.command.ts'
import { checkImport } from './check.command.ts'
import { carryTask } from './plan/carry.task.ts'
import { checkTask } from './plan/check.task.ts'

/** Days that a plan is kept after it was made, for whoever asks what an import did; the audit is kept for good. */
const planDays = 30

/** Sheets are imported (导入): first shown, then carried out, all of it or nothing. What may be imported every feature says. */
export const createImports: FeatureFactory = (tools) => ({
  name: 'imports',
  commands: [checkImport(tools), carryImport, carryWithDoubtful, dropImport],
  tasks: [checkTask(tools), carryTask(tools)],
  jobs: [
    {
      name: 'imports.housekeeping',
      cron: '40 3 * * *',
      catchUpHours: 24,
      run: async ({ transaction, clock }) => {
        await transaction.importPlan.deleteMany({
          where: { createdAt: { lt: daysBefore(clock.now(), planDays) } },
        })
      },
    },
  ],
})
