import { z } from 'zod'
import { card, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { whoField } from './fields.ts'
import { findFormer, forget } from './forget.ts'

export const forgetOfficer = (tools: FeatureTools) =>
  defineCommand({
    name: 'officer forget',
    aliases: ['人员 遗忘', '人员 清除'],
    access: 'administer',
    effect: 'confirm',
    form: z.object({ who: whoField() }),
    summary: 'officers.forget.summary',
    examples: ['officers.forget.exampleOne', 'officers.forget.exampleTwo', 'officers.forget.exampleThree'],
    check: async (context: ProgrammeContext, { who }) => {
      if (who !== undefined) await findFormer(context, who)
    },
    about: async (context: ProgrammeContext, { who }) => {
      const { name, accounts } = await findFormer(context, who)
      return context.translate('officers.forget.about', { name, count: accounts.length })
    },
    run: async (context: ProgrammeContext, { who }) => {
      const { name, accounts } = await forget(context, tools, who)
      const words = context.translate('officers.forget.done', { name, count: accounts.length })
      return { card: card(text(words, 'success')), audience: 'actor' }
    },
  })
