import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { askPair } from '../../programme/fields/pair.ts'
import { askPage } from '../../programme/paging.ts'
import { mayBind, requireBind } from '../../programme/people/rights.ts'
import { channelsCard } from './list.cards.ts'

export const listChannels = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'channels',
    aliases: ['频道列表', '频道清单'],
    access: 'write',
    effect: 'read',
    form: z.object({
      pair: askPair(registry).optional(),
      page: askPage(),
    }),
    summary: 'channels.list.summary',
    plain: 'channels.list.plain',
    examples: ['channels.list.exampleOne', 'channels.list.exampleTwo', 'channels.list.exampleThree'],
    run: async (context: ProgrammeContext, { pair: asked, page }) => {
      const pair = asked === undefined ? undefined : registry.pair(asked)
      if (pair) requireBind(context, pair)
      const seesAll = mayBind(context, undefined)
      const pairs = seesAll ? undefined : registry.pairs.filter((one) => mayBind(context, one))
      return { card: await channelsCard(context, registry, { pairs, pair, page }), audience: 'actor' }
    },
  })
