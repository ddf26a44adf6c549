import { UserError } from '../core/errors.ts'
import { notice } from '../core/i18n.ts'
import type { Channel } from '../generated/prisma/client.ts'
import type { ProgrammeContext } from './context.ts'
import { mayBind, whomToAsk } from './people/rights.ts'
import { pairName, type Registry } from './places/registry.ts'
import { writeAudit } from './records/audit.ts'
import { pairIn, scopeOf } from './scope.ts'

/** What the conversation is bound to, if anything. */
export const findBound = (context: ProgrammeContext): Promise<Channel | null> =>
  context.transaction.channel.findFirst({
    where: { conversation: context.request.conversation, unboundAt: null },
  })

/** Nobody takes another pair's channel away. Throws a `UserError` that says what it is bound to and whom to ask. */
export const requireOwn = (context: ProgrammeContext, registry: Registry, channel: Channel): void => {
  const { caller, translate } = context
  const pair = pairIn(scopeOf(registry, channel))
  if (pair ? mayBind(context, pair) : caller.may('administer')) return
  const name = pair ? pairName(pair, translate.locale) : translate('programme.channel.whole')
  throw new UserError(notice('channels.notYours', { name, whom: whomToAsk(context) }))
}

/** The channel that this conversation is. Throws a `UserError` where it is bound to nothing, or not the caller's to change. */
export const ownChannel = async (context: ProgrammeContext, registry: Registry): Promise<Channel> => {
  const channel = await findBound(context)
  if (!channel) throw new UserError(notice('channels.notBound'))
  requireOwn(context, registry, channel)
  return channel
}

/** What may be set for a channel, beside what it is bound to. */
type Settings = Partial<Pick<Channel, 'locale' | 'digestCharts' | 'digestAt' | 'notices' | 'names'>>

/** Sets something for the channel that this conversation is; throws as `ownChannel` does. */
export const setOwnChannel = async (
  context: ProgrammeContext,
  registry: Registry,
  action: string,
  settings: Settings,
): Promise<{ readonly before: Channel; readonly after: Channel }> => {
  const before = await ownChannel(context, registry)
  const after = await context.transaction.channel.update({ where: { id: before.id }, data: settings })
  await auditChannel(context, action, before, after)
  return { before, after }
}

const recordOf = (channel: Channel) => {
  const { conversation, scope, pairId, locale, digestCharts, digestAt, notices, names, unboundAt } = channel
  const settings = { locale, digestCharts, digestAt, notices, names }
  return { conversation, scope, pairId, ...settings, bound: unboundAt === null }
}

export const auditChannel = (
  context: ProgrammeContext,
  action: string,
  before: Channel | null,
  after: Channel,
): Promise<void> =>
  writeAudit(context, {
    feature: 'channels',
    reference: after.conversation,
    pairId: after.pairId ?? undefined,
    action,
    ...(before && { before: recordOf(before) }),
    after: recordOf(after),
  })
