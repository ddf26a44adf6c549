import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import { yearOf } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { type PairOrAll, pairOrAllField } from '../../programme/fields/pair-or-all.ts'
import { pairActions } from '../../programme/offers.ts'
import { boundCard } from './cards.ts'
import { bind } from './service.ts'

export const bindChannel = (tools: FeatureTools) => {
  const { registry, calendar, features } = tools
  const pairOf = (target: PairOrAll) => (target === 'programme' ? undefined : registry.pair(target))
  return defineCommand({
    name: 'bind',
    aliases: ['绑定'],
    access: 'write',
    effect: 'write',
    form: z.object({
      target: field(pairOrAllField(registry), {
        label: 'programme.pair.label',
        example: 'channels.bind.targetExample',
        keys: ['pair', '结对'],
      }),
    }),
    summary: 'channels.bind.summary',
    examples: ['channels.bind.exampleOne', 'channels.bind.exampleTwo', 'channels.bind.exampleThree'],
    run: async (context: ProgrammeContext, { target }) => {
      const { locale, before } = await bind(context, tools, target)
      const year = yearOf(context.clock.today())
      const bound = {
        pair: pairOf(target),
        before: before === undefined ? undefined : { pair: pairOf(before) },
        locale,
        unknownYear: calendar.knows(year) ? undefined : year,
        buttons: pairActions(features(), pairOf(target), context.translate),
      }
      return { card: boundCard(bound, context.translate) }
    },
  })
}
