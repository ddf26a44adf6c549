import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { appointedCard } from './cards.ts'
import { appointmentFields, requested } from './fields.ts'
import { appointmentOf, requireAhead } from './model.ts'
import { appoint } from './service.ts'
import { accountField } from './tokens.ts'

export const addOfficer = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer add',
    aliases: ['人员 添加'],
    access: 'administer',
    effect: 'write',
    form: z.object({
      account: field(accountField(), {
        label: 'officers.account',
        example: 'officers.accountExample',
        keys: ['账号'],
      }),
      ...appointmentFields(registry),
    }),
    summary: 'officers.add.summary',
    examples: ['officers.add.exampleOne', 'officers.add.exampleTwo', 'officers.add.exampleThree'],
    run: async (context: ProgrammeContext, { account, ...values }) => {
      requireAhead(values.to, context.clock.today())
      const appointment = appointmentOf(registry, requested(values))
      const officer = await appoint(context, account, appointment)
      return { card: appointedCard(registry, officer, account, context.translate), audience: 'actor' }
    },
  })
