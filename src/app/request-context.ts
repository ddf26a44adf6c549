import type { DraftStore } from '../core/form/drafts.ts'
import { keeping } from '../core/form/kept.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import type { AccountReference, Locale, Request } from '../core/request.ts'
import type { Router } from '../core/router.ts'
import type { Task } from '../core/task.ts'
import type { Clock } from '../core/time/clock.ts'
import { dayAt } from '../core/time/day.ts'
import type { Transaction } from '../db/database.ts'
import { bindingOf, trialOf } from '../programme/channels.ts'
import type { Officer, ProgrammeContext } from '../programme/context.ts'
import { identify } from '../programme/people/officers.ts'
import { type Pair, type Place, pairName, placeName, type Registry } from '../programme/places/registry.ts'
import { pairIn } from '../programme/scope.ts'
import { standingOf } from '../programme/standing.ts'
import { startTask } from '../schedule/start-task.ts'
import { languageHeard } from './language.ts'

export interface ContextOptions {
  readonly clock: Clock
  readonly registry: Registry
  readonly router: Router<ProgrammeContext>
  readonly administrators: readonly AccountReference[]
  readonly defaultLocale: Locale
  readonly tasks: ReadonlyArray<Task<Transaction>>
}

/** The officer's own place, where what is spoken of is their own pair. */
const homeOf = (officer: Officer | undefined, pair: Pair | undefined): Place | undefined => {
  const own = pairIn(officer?.scope)
  return officer?.side && own && own.id === pair?.id ? own[officer.side] : undefined
}

/** Makes what a command runs with: who asks, where, in which language, within the request's transaction. */
export const openContext = async (
  options: ContextOptions,
  transaction: Transaction,
  request: Request,
  send: Send,
  drafts: DraftStore,
  received = options.clock.now(),
): Promise<ProgrammeContext> => {
  const { clock, registry, router } = options
  const standing = await standingOf(transaction, request, clock.today())
  const caller = await identify(transaction, registry, request.actor, standing, options.administrators)
  const binding = bindingOf(registry, standing)
  // That somebody speaks to us from there does not say that we may write there: it is tried.
  if (binding.broken && binding.locale)
    await send(trialOf(request.conversation, binding.locale, request.actor.account, request.id))
  // A person's own choice comes first; then the channel's, or what is typed in private; what the client says is only a guess.
  const chosen = caller.locale ?? binding.locale
  const isName = (word: string) => registry.find(word).length > 0
  const heard =
    chosen === undefined && request.private
      ? await languageHeard(drafts, request, clock.now(), isName)
      : request.locale
  const locale = chosen ?? heard ?? options.defaultLocale
  const translate = translatorOf(locale)
  const { scope } = binding
  const pair = pairIn(scope) ?? pairIn(caller.officer?.scope)
  // 昨天 was said on the day the request came, however late it is answered.
  const today = dayAt(received, clock.zone)
  const home = homeOf(caller.officer, pair)
  const reading = {
    today,
    translate,
    ...(pair && { about: pairName(pair, 'zh-CN') }),
    ...(home && { home: placeName(home, 'zh-CN') }),
  }
  const languages = { conversation: binding.locale ?? locale, person: locale }
  const base = { request, clock, locale, translate, reading, languages }
  const formOf = (command: string) => router.commands.named(command)?.form
  return {
    ...base,
    ...keeping(base, drafts, formOf),
    transaction,
    caller,
    scope,
    naming: binding.names,
    send,
    startTask: async (name, state, total) => {
      const task = options.tasks.find((one) => one.name === name)
      if (!task) throw new Error(`no task ${name}`)
      const starter = {
        transaction,
        clock,
        // What the task says is for everybody there.
        translate: translatorOf(languages.conversation),
        account: caller.account,
        conversation: request.conversation,
      }
      return startTask(starter, task, state, total)
    },
  }
}
