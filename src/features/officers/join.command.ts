import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { helloCard, joinedCard } from './cards.ts'
import { redeem } from './service.ts'
import { codeField } from './tokens.ts'

const code = () =>
  field(codeField(), { label: 'officers.code', example: 'officers.codeExample', keys: ['邀请码'] })

export const join = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'join',
    aliases: ['加入'],
    access: 'everyone',
    effect: 'write',
    form: z.object({ code: code() }),
    summary: 'officers.join.summary',
    examples: ['officers.join.exampleOne', 'officers.join.exampleTwo', 'officers.join.exampleThree'],
    run: async (context: ProgrammeContext, values) => ({
      card: joinedCard(registry, await redeem(context, registry, values.code), context.translate),
      audience: 'actor',
    }),
  })

/** What Telegram sends when a chat begins, with the code when it begins by an invitation link. */
export const start = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'start',
    aliases: ['开始'],
    access: 'everyone',
    effect: 'write',
    form: z.object({ code: code().optional() }),
    summary: 'officers.start.summary',
    examples: ['officers.start.exampleOne', 'officers.start.exampleTwo', 'officers.start.exampleThree'],
    run: async (context: ProgrammeContext, values) => {
      if (values.code === undefined)
        return { card: helloCard(context.caller, context.translate), audience: 'actor' }
      const officer = await redeem(context, registry, values.code)
      return { card: joinedCard(registry, officer, context.translate), audience: 'actor' }
    },
  })
