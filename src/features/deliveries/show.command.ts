import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { askPage } from '../../programme/paging.ts'
import { deliveriesCard } from './cards.ts'

const form = z.object({
  page: askPage(),
})

export const showDeliveries = ({ registry }: FeatureTools) =>
  defineCommand<ProgrammeContext, typeof form>({
    name: 'deliveries',
    aliases: ['投递', '消息投递'],
    access: 'administer',
    effect: 'read',
    form,
    plain: 'deliveries.plain',
    summary: 'deliveries.summary',
    examples: ['deliveries.example1', 'deliveries.example2', 'deliveries.example3'],
    run: async (context, { page }) => ({
      card: await deliveriesCard(context, registry, page),
      audience: 'actor',
    }),
  })
