import type { Answer } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Agenda } from '../../../programme/feature.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord } from '../../../programme/records/commands.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { viewFor } from '../../../programme/records/show.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { itemsOf } from './agenda.ts'

/** What other features put before both sides: it becomes an item of the pair's next joint meeting, or of its next meeting. */
export const agendaOf = (kind: MeetingRecordKind, registry: Registry): Agenda => ({
  put: async (context, pairId, { about, reference }): Promise<Answer> => {
    const { transaction, clock, translate, locale } = context
    const [meeting] = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE pair_id = ${pairId} AND state = 'scheduled' AND starts_at > ${clock.now()}
        ORDER BY type <> 'joint', starts_at, id LIMIT 1`,
    )
    if (!meeting)
      throw new UserError(notice('meetings.noneToCome', { pair: pairName(registry.pair(pairId), locale) }))
    const cards = cardsOf(kind, registry)
    const view = viewFor(context)
    const items = itemsOf(meeting.agenda)
    const shown = aboutRecord(meeting.reference)
    // By its reference: what it is about may have been written anew since.
    if (items.some((item) => item.includes(reference)))
      return { card: cards.unchangedCard(view, meeting), about: shown }
    const agenda = [...items, translate('meetings.agendaItem', { about, reference })].join('\n')
    const changed = await recordsOf(kind, registry).save(context, meeting, { ...meeting, agenda }, 'agenda')
    const said = translate('meetings.putOnAgenda', { item: reference, reference: meeting.reference })
    return { card: cards.changeCard(view, said, changed), about: shown }
  },
})
