import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { appointmentFields, requested } from './fields.ts'
import { invitedAnswer } from './invitation-cards.ts'
import { doubledBy, invite } from './invitations.ts'
import { appointmentOf, requireAhead } from './model.ts'

export const inviteOfficer = (tools: FeatureTools) => {
  const { registry } = tools
  return defineCommand({
    name: 'officer invite',
    aliases: ['人员 邀请'],
    access: 'administer',
    effect: 'write',
    form: z.object(appointmentFields(registry)),
    summary: 'officers.invite.summary',
    examples: ['officers.invite.exampleOne', 'officers.invite.exampleTwo', 'officers.invite.exampleThree'],
    run: async (context: ProgrammeContext, values) => {
      requireAhead(values.to, context.clock.today())
      const appointment = appointmentOf(registry, requested(values))
      const doubled = await doubledBy(context, appointment)
      const invited = await invite(context, appointment)
      return invitedAnswer(appointment, { ...invited, doubled }, tools, context)
    },
  })
}
