import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { page as pageNumber } from '../../core/fields/page.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { deliveriesCard } from './cards.ts'

const form = z.object({
  page: field(pageNumber(), {
    label: 'records.page',
    example: 'records.pageExample',
    keys: ['页', '页码'],
  }).optional(),
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
      card: await deliveriesCard(context, registry, page ?? 1),
      audience: 'actor',
    }),
  })
