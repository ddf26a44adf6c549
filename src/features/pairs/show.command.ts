import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairField } from '../../programme/fields/pair.ts'
import { requireRead } from '../../programme/people/rights.ts'
import { pairCard, pairsCard } from './cards.ts'
import { contactsOf } from './service.ts'

export const showPair = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'pair',
    aliases: ['结对'],
    access: 'read',
    effect: 'read',
    form: z.object({
      pair: field(pairField(registry), {
        label: 'programme.pair.label',
        example: 'programme.pair.example',
        keys: ['结对', 'place', '地方'],
      }).optional(),
    }),
    summary: 'pairs.show.summary',
    examples: ['pairs.show.exampleOne', 'pairs.show.exampleTwo', 'pairs.show.exampleThree'],
    run: async (context: ProgrammeContext, { pair: id }) => {
      const { scope, transaction, translate } = context
      const pair = id === undefined ? scope.kind === 'pair' && scope.pair : registry.pair(id)
      if (!pair) return { card: pairsCard(registry.pairs, translate) }
      requireRead(context, pair)
      const contacts = await contactsOf(transaction, pair)
      return { card: pairCard(registry, pair, contacts, mayReadNames(context), translate) }
    },
  })

/** Names of officers are for officers, in private: in a channel others read along. */
const mayReadNames = ({ caller, request }: ProgrammeContext): boolean =>
  request.private && (caller.officer !== undefined || caller.may('administer'))
