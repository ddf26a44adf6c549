import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { invitedField } from './fields.ts'
import { invitedAnswer } from './invitation-cards.ts'
import { renew } from './invitations.ts'

/** A new code in the place of one that was lost. */
export const renewInvitation = (tools: FeatureTools) =>
  defineCommand({
    name: 'officer renew',
    aliases: ['人员 换码', '人员 补发'],
    access: 'administer',
    effect: 'write',
    form: z.object({ invited: invitedField() }),
    summary: 'officers.renew.summary',
    examples: ['officers.renew.exampleOne', 'officers.renew.exampleTwo', 'officers.renew.exampleThree'],
    run: async (context: ProgrammeContext, { invited }) => {
      const { appointment, ...renewed } = await renew(context, tools.registry, invited)
      return invitedAnswer(appointment, renewed, tools, context)
    },
  })
