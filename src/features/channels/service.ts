import { UserError } from '../../core/errors.ts'
import { localeOf, notice } from '../../core/i18n.ts'
import { conversationReference, type Locale, localeFrom } from '../../core/request.ts'
import type { Channel } from '../../generated/prisma/client.ts'
import { trialOf } from '../../programme/channels.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { PairOrAll } from '../../programme/fields/pair-or-all.ts'
import {
  auditChannel,
  findBound,
  ownChannel,
  requireOwn,
  setOwnChannel,
} from '../../programme/own-channel.ts'
import { requireBind, whomToAsk } from '../../programme/people/rights.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn, type Scope, scopeOf } from '../../programme/scope.ts'
import { forgetTopics } from '../../programme/topics.ts'
import { tellChange } from './tell.ts'

/** Administrators bind anything, an officer their own pair. Throws a `UserError` that says whom to ask. */
const requireBinding = (context: ProgrammeContext, registry: Registry, target: PairOrAll): void => {
  if (target !== 'programme') requireBind(context, registry.pair(target))
  else if (!context.caller.may('administer'))
    throw new UserError(notice('channels.administratorsOnly', { whom: whomToAsk(context) }))
}

const scopeOfTarget = (registry: Registry, target: PairOrAll): Scope =>
  target === 'programme' ? { kind: 'programme' } : { kind: 'pair', pair: registry.pair(target) }

const targetOf = (registry: Registry, channel: Channel): PairOrAll =>
  pairIn(scopeOf(registry, channel))?.id ?? 'programme'

type Tools = Pick<FeatureTools, 'registry' | 'defaultLocale'>

export interface Bound {
  readonly locale: Locale
  /** What the channel was bound to until now, when to something else. */
  readonly before: PairOrAll | undefined
}

const bound = (registry: Registry, target: PairOrAll, { conversation, title }: Channel) => ({
  pair: target === 'programme' ? undefined : registry.pair(target),
  conversation: conversationReference(conversation),
  title,
})

/** Binds the conversation, in the language of the request when it is new. */
export const bind = async (
  context: ProgrammeContext,
  { registry, defaultLocale }: Tools,
  target: PairOrAll,
): Promise<Bound> => {
  requireBinding(context, registry, target)
  if (context.request.private) throw new UserError(notice('channels.private'))
  const { transaction, request, clock, caller } = context
  const before = await findBound(context)
  if (before) requireOwn(context, registry, before)
  const locale = localeOf(before?.locale) ?? context.locale
  const binding = {
    ...columnsOf(scopeOfTarget(registry, target)),
    locale,
    title: request.title ?? before?.title ?? null,
    digestCharts: before?.digestCharts ?? false,
    digestAt: before?.digestAt ?? null,
    notices: before?.notices ?? 'all',
    names: before?.names ?? false,
    boundAt: clock.now(),
    boundBy: caller.account,
    unboundAt: null,
    brokenSince: null,
    brokenReason: null,
  }
  const after = await transaction.channel.upsert({
    where: { conversation: request.conversation },
    create: { conversation: request.conversation, ...binding },
    update: binding,
  })
  await auditChannel(context, 'bind', before, after)
  const earlier = before ? targetOf(registry, before) : target
  if (earlier !== target) await forgetTopics(transaction, request.conversation)
  if (before && earlier !== target)
    await tellChange(context, { ...bound(registry, earlier, before), what: 'unbound' }, defaultLocale)
  if (!before || earlier !== target)
    await tellChange(context, { ...bound(registry, target, after), what: 'bound' }, defaultLocale)
  await tryConversation(context, locale)
  return { locale, before: earlier === target ? undefined : earlier }
}

/** Has it tried what the bot may do here. What comes of it is said here, or in private to whoever asks. */
export const tryConversation = async (
  { request, caller, send }: ProgrammeContext,
  stored: string,
): Promise<void> => {
  await send(trialOf(request.conversation, localeFrom(stored), caller.account, request.id))
}

/** What the conversation is bound to, if the person who asks may change that. */
export const ownTarget = async (context: ProgrammeContext, registry: Registry): Promise<PairOrAll> =>
  targetOf(registry, await ownChannel(context, registry))

/** Ends the binding of the conversation; what it was bound to. */
export const unbind = async (
  context: ProgrammeContext,
  { registry, defaultLocale }: Tools,
): Promise<PairOrAll> => {
  const before = await ownChannel(context, registry)
  const after = await context.transaction.channel.update({
    where: { id: before.id },
    data: { unboundAt: context.clock.now() },
  })
  await forgetTopics(context.transaction, context.request.conversation)
  await auditChannel(context, 'unbind', before, after)
  const target = targetOf(registry, before)
  await tellChange(context, { ...bound(registry, target, after), what: 'unbound' }, defaultLocale)
  return target
}

/** Sets the language that the bound conversation is addressed in. */
export const setChannelLanguage = (
  context: ProgrammeContext,
  registry: Registry,
  locale: Locale,
): Promise<unknown> => setOwnChannel(context, registry, 'language', { locale })

/** Remembers a person's own language, officer or not. */
export const setOwnLanguage = async (context: ProgrammeContext, locale: Locale): Promise<void> => {
  const { transaction, caller, request } = context
  const before = await transaction.account.findUnique({ where: { reference: caller.account } })
  await transaction.account.upsert({
    where: { reference: caller.account },
    create: { reference: caller.account, name: request.actor.name, locale },
    update: { locale },
  })
  await writeAudit(context, {
    feature: 'channels',
    reference: caller.account,
    pairId: undefined,
    action: 'own-language',
    before: { locale: before?.locale ?? null },
    after: { locale },
  })
}
