import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { withdrawnCard } from './cards.ts'
import { withdraw } from './invitations.ts'

/** Takes invitations back that nobody has used. */
export const withdrawInvitation = () =>
  defineCommand({
    name: 'officer withdraw',
    aliases: ['人员 撤回'],
    access: 'administer',
    effect: 'write',
    form: z.object({
      invited: field(text({ maximum: 100 }), {
        label: 'officers.invitedWho',
        example: 'officers.nameExample',
        keys: ['姓名', '邀请码', 'name', 'code'],
        freeText: true,
      }),
    }),
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
