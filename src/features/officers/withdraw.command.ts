import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { invitedField } from './fields.ts'
import { withdrawnCard } from './invitation-cards.ts'
import { withdraw } from './invitations.ts'

/** Takes invitations back that nobody has used. */
export const withdrawInvitation = () =>
  defineCommand({
    name: 'officer withdraw',
    aliases: ['人员 撤回'],
    access: 'administer',
    effect: 'write',
    form: z.object({ invited: invitedField() }),
    summary: 'officers.withdraw.summary',
    examples: [
      'officers.withdraw.exampleOne',
      'officers.withdraw.exampleTwo',
      'officers.withdraw.exampleThree',
    ],
    run: async (context: ProgrammeContext, { invited }) => ({
      card: withdrawnCard(await withdraw(context, invited), context.translate),
      audience: 'actor',
    }),
  })
