import { type Block, card, text } from '../../../core/card.ts'
import { inLanguage } from '../../../core/command.ts'
import { officersTold } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { officersOfPair } from '../../../programme/people/owners.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { publicView, topicOf } from '../../../programme/records/show.ts'
import type { Assessed } from '../assess.ts'
import type { Entry } from '../content.ts'
import type { Ledger } from '../ledger.ts'
import { movesBlock, standingNotes } from '../preview.card.ts'
import { calledFrom, officesBeside } from './second.ts'

/** Asks the officers of the other office in private; gives what the person who entered it is told of that. */
export const tellOthers = async (
  { kind, tools }: Ledger,
  context: ProgrammeContext,
  entry: Entry,
  assessed: Assessed,
): Promise<Block> => {
  const { registry, defaultLocale } = tools
  const { transaction, caller, clock } = context
  const pair = registry.pair(entry.pairId)
  const where = {
    ...officersOfPair(pair),
    role: 'officer' as const,
    side: { in: [...officesBeside(entry.side)] },
  }
  const told = await officersTold(
    transaction,
    { ...where, id: { not: caller.officer?.id ?? 0 } },
    defaultLocale,
  )
  for (const { to, locale } of told) {
    const theirs = inLanguage(context, locale)
    const { blocks } = cardsOf(kind, registry).recordCard(publicView(clock.today(), theirs.translate), entry)
    const asked = theirs.translate('funds.approve.asked', {
      name: caller.name,
      exceeds: entry.exceeds ?? 'limit',
    })
    await context.send({
      to,
      locale,
      topic: topicOf(kind, entry.reference),
      card: {
        ...card(
          text(asked, 'warning'),
          ...withMoves(blocks, [
            movesBlock(theirs, assessed, entry),
            ...standingNotes(theirs, entry, assessed),
          ]),
        ),
        summary: asked,
      },
      priority: 'urgent',
      key: `${kind.feature}.request:${entry.reference}:${to}`,
    })
  }
  const { translate } = context
  return told.length > 0
    ? text(translate('funds.approve.told', { count: told.length, by: calledFrom(entry.side) }), 'quiet')
    : text(translate('funds.approve.nobody', { side: entry.side ?? 'none' }), 'warning')
}

/** Above the buttons. */
const withMoves = (blocks: readonly Block[], moves: readonly Block[]): Block[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? [...moves, block] : [block]))
