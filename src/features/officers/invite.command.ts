import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { invitedCard } from './cards.ts'
import { appointmentFields } from './fields.ts'
import { invite } from './invitations.ts'
import { appointmentOf } from './model.ts'

export const inviteOfficer = ({ registry }: FeatureTools) => {
  const { name, place, role } = appointmentFields(registry)
  return defineCommand({
    name: 'officer invite',
    aliases: ['人员 邀请'],
    access: 'administer',
    effect: 'write',
    form: z.object({ name, place, role }),
    summary: 'officers.invite.summary',
    examples: ['officers.invite.exampleOne', 'officers.invite.exampleTwo', 'officers.invite.exampleThree'],
    run: async (context: ProgrammeContext, values) => {
      const appointment = appointmentOf(registry, {
        name: values.name,
        place: values.place,
        role: values.role ?? 'officer',
      })
      const invited = await invite(context, appointment)
      return { card: invitedCard(appointment, invited, context), audience: 'actor' }
    },
  })
}
