import { type Block, heading } from '../../../core/card.ts'
import type { Command } from '../../../core/command.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { type Named, showCommand } from '../../../programme/records/commands.ts'
import { mayNameIn } from '../../../programme/subject.ts'
import { type Poll, slotsOf } from './content.ts'
import { askedIn } from './count.ts'
import type { PollKind } from './kind.ts'
import { votesField } from './votes.ts'

/** Who answered what, and who has not, for officers in private. */
const namesBlocks = async (
  { transaction, translate, reading }: ProgrammeContext,
  tools: FeatureTools,
  poll: Poll,
): Promise<Block[]> => {
  const asked = await askedIn(transaction, tools, poll)
  const votes = await transaction.pollVote.findMany({ where: { pollId: poll.id }, orderBy: { slot: 'asc' } })
  const slots = slotsOf(poll)
  const items = asked.map(({ id, name }) => {
    const own = votes.flatMap(({ officerId, slot, vote }) =>
      officerId === id && slots.includes(slot) ? [{ slot: slots.indexOf(slot) + 1, vote }] : [],
    )
    return {
      text: name,
      detail: own.length > 0 ? votesField().show(own, reading) : translate('polls.notAnswered'),
    }
  })
  return items.length > 0 ? [heading(translate('polls.names')), { type: 'list', items }] : []
}

/** Shows a poll: counts for everybody, names beside them for its officers in private. */
export const showPoll = (kind: PollKind, tools: FeatureTools, named: Named): Command<ProgrammeContext> => {
  const show = showCommand(kind, tools.registry, named)
  return {
    ...show,
    run: async (context, values) => {
      const answer = await show.run(context, values)
      const given: { readonly reference?: string } = values
      const poll = await recordsOf(kind, tools.registry).read(context, given.reference ?? '')
      if (!mayNameIn(context, tools.registry, poll)) return answer
      const { blocks } = answer.card
      const buttons = blocks.findIndex(({ type }) => type === 'actions')
      const at = buttons < 0 ? blocks.length : buttons
      const names = await namesBlocks(context, tools, poll)
      return { ...answer, card: { blocks: [...blocks.slice(0, at), ...names, ...blocks.slice(at)] } }
    },
  }
}
