import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { listCard } from './cards.ts'
import { pendingInvitations } from './invitations.ts'
import { listOfficers } from './service.ts'

export const showOfficers = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer list',
    aliases: ['人员 清单'],
    byDefault: true,
    access: 'administer',
    effect: 'read',
    form: z.object({}),
    summary: 'officers.list.summary',
    examples: ['officers.list.exampleOne', 'officers.list.exampleTwo', 'officers.list.exampleThree'],
    run: async (context: ProgrammeContext) => ({
      card: listCard(registry, await listOfficers(context), await pendingInvitations(context), context),
      audience: 'actor',
    }),
  })
