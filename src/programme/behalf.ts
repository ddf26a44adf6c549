import { translatorOf } from '../core/i18n.ts'
import { type Locale, localeFrom, type Request } from '../core/request.ts'
import type { TaskContext } from '../core/task.ts'
import type { Transaction } from '../db/database.ts'
import { bindingOf } from './channels.ts'
import type { ProgrammeContext } from './context.ts'
import type { FeatureTools } from './feature.ts'
import { identify } from './people/officers.ts'
import { pairName } from './places/registry.ts'
import { pairIn } from './scope.ts'
import { standingOf } from './standing.ts'

/** Who asked for a task, and where: what a step needs to act for that person. Plain JSON. */
export interface Asker {
  readonly request: string
  readonly name: string
  readonly private: boolean
  readonly locale: string
}

export const askerOf = ({ request, locale }: ProgrammeContext): Asker => ({
  request: request.id,
  name: request.actor.name,
  private: request.private,
  locale,
})

const unasked = () => {
  throw new Error('nobody is there to be asked')
}

/** For a step of a task: what a command runs with, with the rights that whoever asked for it has by now. */
export const onBehalf = async (
  { transaction, clock, send, translate, account, conversation }: TaskContext<Transaction>,
  { registry, administrators = [] }: Pick<FeatureTools, 'registry' | 'administrators'>,
  asker: Asker,
): Promise<ProgrammeContext> => {
  const request: Request = {
    id: asker.request,
    conversation,
    private: asker.private,
    actor: { account, name: asker.name },
    input: { kind: 'line', text: '' },
    origin: {},
  }
  const standing = await standingOf(transaction, request, clock.today())
  const locale: Locale = localeFrom(asker.locale)
  const own = translatorOf(locale)
  const caller = await identify(transaction, registry, request.actor, standing, administrators)
  const { scope, names } = bindingOf(registry, standing)
  const pair = pairIn(scope) ?? pairIn(caller.officer?.scope)
  return {
    request,
    caller,
    scope,
    naming: names,
    transaction,
    clock,
    locale,
    translate: own,
    reading: {
      today: clock.today(),
      translate: own,
      ...(pair && { about: pairName(pair, 'zh-CN') }),
    },
    languages: { conversation: translate.locale, person: locale },
    send,
    keep: unasked,
    take: unasked,
    startTask: unasked,
  }
}
