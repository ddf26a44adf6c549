import { formButton } from '../../core/form/button.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Agreed, FeatureTools } from '../../programme/feature.ts'
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

/** To be called with every change: the numbers within the meeting follow, and so does all that shows them. */
export const numberWithin = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  decision: Decision,
  before: DecisionContent | undefined,
): Promise<void> => {
  const meetings = meetingsOf(before, decision)
  const anew = await renumber(context.transaction, meetings)
  const others = anew.filter((reference) => reference !== decision.reference)
  await refreshRecords(context, tools, others)
  for (const meeting of meetings) await minutedBy(tools)?.refresh(context, meeting)
}
