import { z } from 'zod'
import { type Answer, defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { firstSteps } from '../../programme/offers.ts'
import { mayUse } from '../../programme/people/rights-table.ts'
import { helloCard, joinedCard } from './cards.ts'
import { codeField } from './codes.ts'
import { wrongCodeCard } from './invitation-cards.ts'
import { redeem } from './invitations.ts'
import { beginTry, countWrong, forgetTries } from './tries.ts'

const code = () =>
  field(codeField(), { label: 'officers.code', example: 'officers.codeExample', keys: ['邀请码'] })

/** Joins the person and says what they may begin with. A wrong code is answered, not thrown: it must be counted. */
const joinBy = async (
  { registry, features }: FeatureTools,
  context: ProgrammeContext,
  seal: string,
): Promise<Answer> => {
  const tries = await beginTry(context)
  if ('lockedUntil' in tries) return { card: wrongCodeCard(tries, context), audience: 'actor' }
  const officer = await redeem(context, registry, seal)
  if (!officer) return { card: wrongCodeCard(await countWrong(context, tries), context), audience: 'actor' }
  await forgetTries(context)
  // Whoever has joined by a link is asked for no code any more, wherever that waits.
  const { transaction, caller } = context
  await transaction.draft.deleteMany({
    where: { account: caller.account, command: { in: ['join', 'start'] } },
  })
  // Who asked was a stranger when the request came.
  const steps = firstSteps(features(), (access) => mayUse(access, officer.role), context.translate)
  return { card: joinedCard(registry, officer, steps, context.translate), audience: 'actor' }
}

export const join = (tools: FeatureTools) =>
  defineCommand({
    name: 'join',
    aliases: ['加入'],
    access: 'everyone',
    effect: 'write',
    form: z.object({ code: code() }),
    summary: 'officers.join.summary',
    examples: ['officers.join.exampleOne', 'officers.join.exampleTwo', 'officers.join.exampleThree'],
    run: (context: ProgrammeContext, values) => joinBy(tools, context, values.code),
  })

/** What Telegram sends when a chat begins, with the code when it begins by an invitation link. */
export const start = (tools: FeatureTools) =>
  defineCommand({
    name: 'start',
    aliases: ['开始'],
    access: 'everyone',
    effect: 'write',
    form: z.object({ code: code().optional() }),
    summary: 'officers.start.summary',
    examples: ['officers.start.exampleOne', 'officers.start.exampleTwo', 'officers.start.exampleThree'],
    run: async (context: ProgrammeContext, values) => {
      if (values.code !== undefined) return joinBy(tools, context, values.code)
      const { caller, translate } = context
      const steps = firstSteps(tools.features(), caller.may, translate)
      return { card: helloCard(caller, steps, translate), audience: 'actor' }
    },
  })
