import type { Answer } from '../../../core/command.ts'
import type { DueContext } from '../../../core/due.ts'
import { toInstant } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { AgendaItemState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Agenda, ForAgenda, OnAgenda } from '../../../programme/meeting-offers.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { enterUnasked } from '../../../programme/records/clockwork.ts'
import { aboutRecord } from '../../../programme/records/commands.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { viewFor } from '../../../programme/records/show.ts'
import { lockMeetings } from '../slot.ts'
import { type AgendaItem, type ItemContent, type ItemKind, placeOfItem } from './item.kind.ts'
import type { Settling } from './settle.ts'
import { stillToTreat } from './sources.ts'

const about = 300

/** An item that waits for a meeting from now on. */
export const newItem = (
  { clock }: Pick<ProgrammeContext, 'clock'>,
  pairId: number | null,
  said: Pick<ItemContent, 'about'> & Partial<ItemContent>,
): ItemContent => ({
  pairId,
  source: null,
  jointOnly: false,
  afterAt: toInstant(clock.now()),
  meeting: null,
  state: AgendaItemState.waiting,
  cancelReason: null,
  ...said,
})

/** What a record brings: the beginning of what it is about is enough, since its reference stands beside it. */
const itemFor = ({ reference, about: words }: ForAgenda) => ({
  source: reference,
  about: [...words.replace(/\s+/gu, ' ')].slice(0, about).join(''),
})

/** Whatever other features put before both sides: an item of their pair's next meeting. */
export const agendaOf = (kind: ItemKind, tools: FeatureTools, { settle, follow }: Settling): Agenda => {
  const { registry } = tools

  const waitingFor = async (transaction: Transaction, source: string): Promise<AgendaItem | undefined> => {
    const [item] = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE source = ${source} AND state = 'waiting' ORDER BY id LIMIT 1`,
    )
    return item
  }

  const put = async (context: ProgrammeContext, pairId: number, forAgenda: ForAgenda): Promise<Answer> => {
    const { transaction, translate } = context
    await lockMeetings(context)
    const view = viewFor(context)
    const cards = cardsOf(kind, registry)
    const known = await waitingFor(transaction, forAgenda.reference)
    if (known) return { card: cards.unchangedCard(view, known), about: aboutRecord(known.reference) }
    const { record, notes } = await recordsOf(kind, registry).enter(
      context,
      newItem(context, pairId, itemFor(forAgenda)),
    )
    const meeting = placeOfItem(record)?.reference
    const item = forAgenda.reference
    const said = meeting ? translate('agenda.put', { item, meeting }) : translate('agenda.kept', { item })
    return { card: cards.doneCard(view, said, record, notes), about: aboutRecord(record.reference) }
  }

  const putUnasked = async (
    context: DueContext<Transaction>,
    pairId: number,
    forAgenda: ForAgenda,
  ): Promise<OnAgenda> => {
    const { transaction } = context
    await lockMeetings(context)
    if (!(await waitingFor(transaction, forAgenda.reference))) {
      const content = newItem(context, pairId, { ...itemFor(forAgenda), jointOnly: true })
      const [reference] = await enterUnasked(kind, context, [content])
      if (reference !== undefined) await settle(context, pairId, reference)
    }
    const item = await waitingFor(transaction, forAgenda.reference)
    return { meeting: (item && placeOfItem(item)?.reference) ?? null, isTreated: false }
  }

  return {
    put,
    putUnasked,
    follow,
    standing: async (transaction, references) => {
      const found = await transaction.agendaItem.findMany({
        where: { source: { in: [...references] }, state: { in: ['waiting', 'treated'] } },
        orderBy: { id: 'asc' },
      })
      const items = await stillToTreat(tools, transaction, found)
      return new Map(
        references.map((reference) => [
          reference,
          items
            .filter(({ source }) => source === reference)
            .map(({ agendaOf: meeting, state }) => ({ meeting, isTreated: state === 'treated' })),
        ]),
      )
    },
  }
}
