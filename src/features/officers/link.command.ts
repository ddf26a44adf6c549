import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { whoField } from './fields.ts'
import { invitedAnswer } from './invitation-cards.ts'
import { invite } from './invitations.ts'
import { postOf } from './posts.ts'
import { findOne } from './service.ts'

export const linkOfficer = (tools: FeatureTools) =>
  defineCommand({
    name: 'officer link',
    aliases: ['人员 关联'],
    access: 'administer',
    effect: 'write',
    form: z.object({ who: whoField() }),
    summary: 'officers.link.summary',
    examples: ['officers.link.exampleOne', 'officers.link.exampleTwo', 'officers.link.exampleThree'],
    run: async (context: ProgrammeContext, { who }) => {
      const officer = await findOne(context, who, { active: true })
      const appointment = { name: officer.name, ...postOf(tools.registry, officer) }
      const invited = await invite(context, appointment, officer.id)
      return invitedAnswer(appointment, invited, tools, context)
    },
  })
