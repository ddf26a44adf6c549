import { formButton } from '../../core/form/button.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Agreed } from '../../programme/meeting-offers.ts'
import { refreshRecords } from '../../programme/records/refresh.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Decision, DecisionContent } from './content.ts'
import type { DecisionKind } from './kind.ts'
import { meetingsOf, minutedBy } from './locked.ts'
import { renumber } from './number.ts'

/** What a meeting agreed on, for its minutes. */
export const agreedAt = (kind: DecisionKind): Agreed => ({
  at: async (transaction, meeting) => {
    const decisions = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE meeting = ${meeting} AND number IS NOT NULL ORDER BY number`,
    )
    return decisions.map(({ number, reference, about, assistingOwner, recipientOwner, dueOn }) => ({
      number: number ?? 0,
      reference,
      about,
      assistingOwner,
      recipientOwner,
      dueOn,
    }))
  },
  enterAction: (label, meeting, about) =>
    formButton(label, `${kind.word} add`, { meeting, ...(about !== undefined && { about }) }),
})

interface Changed {
  readonly record: Decision
  readonly before: DecisionContent | undefined
}

/** To be called with every change, of one or of many: the numbers within the meetings follow, and so does all that shows them. */
export const numberWithin = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  changes: readonly Changed[],
): Promise<void> => {
  const meetings = meetingsOf(...changes.flatMap(({ record, before }) => [before, record]))
  const own = new Set(changes.map(({ record }) => record.reference))
  const anew = await renumber(context.transaction, meetings)
  const others = anew.filter((reference) => !own.has(reference))
  await refreshRecords(context, tools, others)
  for (const meeting of meetings) await minutedBy(tools)?.refresh(context, meeting)
}
