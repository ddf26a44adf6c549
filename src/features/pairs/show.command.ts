import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { askPair } from '../../programme/fields/pair.ts'
import { pairActions } from '../../programme/offers.ts'
import { mayName, requireRead } from '../../programme/people/rights.ts'
import { subjectMeant } from '../../programme/subject.ts'
import { pairCard, pairsCard } from './cards.ts'
import { contactsOf } from './service.ts'

export const showPair = ({ registry, features }: FeatureTools) =>
  defineCommand({
    name: 'pair',
    aliases: ['结对'],
    access: 'read',
    effect: 'read',
    plain: 'pairs.show.plain',
    form: z.object({
      pair: askPair(registry, 'place', '地方').optional(),
    }),
    summary: 'pairs.show.summary',
    examples: ['pairs.show.exampleOne', 'pairs.show.exampleTwo', 'pairs.show.exampleThree'],
    run: async (context: ProgrammeContext, { pair: id }) => {
      const { transaction, translate } = context
      const meant = subjectMeant(context, registry, id)
      if (meant.kind === 'programme') return { card: pairsCard(registry.pairs, translate) }
      const { pair } = meant
      requireRead(context, pair)
      const contacts = await contactsOf(transaction, pair)
      const buttons = pairActions(features(), pair, translate)
      return { card: pairCard(registry, pair, contacts, mayName(context), buttons, translate) }
    },
  })
