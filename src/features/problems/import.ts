import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import type { escalationOf } from './escalation.ts'
import type { ProblemKind } from './kind.ts'

/**
 * Problems from sheets: their clocks begin on the day of the import. Their pairs are not told of each: whoever imports hundreds
 * would fill every channel. The rungs above are said, as of any problem that nobody takes on.
 */
export const problemImport = (
  kind: ProblemKind,
  tools: FeatureTools,
  { due }: Pick<ReturnType<typeof escalationOf>, 'due'>,
): Importable =>
  importOf(kind, tools, {
    alike: ['pairId', 'about'],
    written: async (context, imported) => {
      const references = imported.flatMap(({ record, before }) => (before ? [] : [record.reference]))
      if (references.length === 0) return
      await context.transaction.$executeRaw`
        INSERT INTO problem_rung_said (reference, raised_on, rung, at)
        SELECT reference, raised_on, 'pair', ${context.clock.now()} FROM problem
        WHERE reference IN (${Prisma.join(references)})`
      await due.rewrite(context, references)
    },
  })
