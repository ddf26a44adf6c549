import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ConversationScope, ProgrammeCaller, ProgrammeContext } from '../context.ts'
import { type Pair, pairName } from '../places/registry.ts'
import { type Effect, isAllowed, type Where, type Who, type Whose } from './rights-table.ts'

/** Who asks, as the table of rights tells people apart. */
const whoIs = (caller: ProgrammeCaller): Who =>
  caller.may('administer') ? 'administrator' : (caller.officer?.role ?? 'stranger')

/** What is asked about: a pair, what is of no pair, or every pair at once. */
type Subject = Pair | 'common' | 'all'

const whoseIs = ({ officer }: ProgrammeCaller, subject: Subject): Whose => {
  const isOfAll = subject === 'common' || subject === 'all'
  if (officer && (isOfAll ? officer.scope.kind === 'programme' : covers(officer.scope, subject))) return 'own'
  return isOfAll ? subject : 'other'
}

type Here = Pick<ProgrammeContext, 'scope' | 'request' | 'naming'>

const whereIs = ({ scope, request }: Here, subject: Subject): Where => {
  if (request.private) return 'private'
  if (scope.kind === 'none') return 'unbound'
  if (scope.kind === 'programme') return 'programme'
  const isIts = subject === 'common' || (subject !== 'all' && covers(scope, subject))
  return isIts ? 'its' : 'elsewhere'
}

type Asked = Here & Pick<ProgrammeContext, 'caller'>

const may = (effect: Effect, { caller, ...here }: Asked, subject: Subject): boolean =>
  isAllowed(effect, whoIs(caller), whoseIs(caller, subject), whereIs(here, subject))

/** The same for whoever asks in private. */
const mayAlone = (effect: Effect, caller: ProgrammeCaller, subject: Subject): boolean =>
  isAllowed(effect, whoIs(caller), whoseIs(caller, subject), 'private')

/** Any officer reads every pair, but not in the channel of another one; anyone reads the pair of the channel they ask in, and every pair in a channel of the whole programme. */
export const mayRead = (asked: Asked, pair: Pair): boolean => may('read', asked, pair)

/**
 * Whoever would be shown it in private is told where to ask. From anybody else it is kept that there is anything: a record that
 * they may not read is to them as one that was never entered.
 */
export const mayBeTold = ({ caller }: Pick<ProgrammeContext, 'caller'>, pair: Pair | undefined): boolean =>
  mayAlone('read', caller, pair ?? 'common')

/** Throws a `UserError` that says whom to ask. */
export const requireRead = (context: ProgrammeContext, pair: Pair): void => {
  if (mayRead(context, pair)) return
  requireActive(context)
  const { scope, locale } = context
  if (mayBeTold(context, pair) && scope.kind === 'pair')
    throw new UserError(
      notice('programme.right.elsewhere', {
        pair: pairName(pair, locale),
        here: pairName(scope.pair, locale),
      }),
    )
  throw new UserError(
    notice('programme.right.read', { pair: pairName(pair, context.locale), whom: whomToAsk(context) }),
  )
}

/** Every pair at once. */
const mayReadAll = (asked: Asked): boolean => may('read', asked, 'all')

/** Throws a `UserError` that says whom to ask. */
export const requireReadAll = (context: ProgrammeContext): void => {
  if (mayReadAll(context)) return
  requireActive(context)
  const { scope, locale } = context
  if (mayBeTold(context, undefined) && scope.kind === 'pair')
    throw new UserError(notice('programme.right.elsewhereAll', { here: pairName(scope.pair, locale) }))
  throw new UserError(notice('programme.right.readAll', { whom: whomToAsk(context) }))
}

/** What is the whole programme's concerns every pair: whoever reads one may read it. */
export const mayReadCommon = (context: ProgrammeContext): boolean => may('read', context, 'common')

/** Throws a `UserError` that says whom to ask. */
export const requireReadCommon = (context: ProgrammeContext): void => {
  if (!mayReadCommon(context)) requireReadAll(context)
}

/** What is written: of some kinds of record supervisors write too. */
interface Written {
  readonly isSupervised?: boolean | undefined
}

const writing = ({ isSupervised }: Written) => (isSupervised ? 'contribute' : 'write')

/** Administrators write for every pair, officers for what their scope names, and supervisors what is supervision's; not in the channel of another pair, where what is written would be read. */
export const mayWrite = (asked: Asked, pair: Pair | undefined, written: Written = {}): boolean =>
  may(writing(written), asked, pair ?? 'common')

/** Whether a channel may be bound to the pair, or is the caller's to change, wherever they are. */
export const mayBind = (asked: Asked, pair: Pair | undefined): boolean => may('bind', asked, pair ?? 'common')

/** Throws a `UserError` that says why, and whom to ask. */
export const requireBind = (context: ProgrammeContext, pair: Pair): void => {
  if (!mayBind(context, pair)) throw refusedToWrite(context, pair, {})
}

/**
 * Names of persons are for officers, in private: in a channel everybody reads along, whoever asked, unless it is set to show
 * them. What somebody has just typed there is said back to them whole, so that a wrong reading is seen at once.
 */
export const mayName = (asked: Asked, typed?: 'just typed'): boolean =>
  typed !== undefined || may('name', asked, 'all') || (asked.naming && may('named', asked, 'common'))

/** Who answered what and why, and what minutes say: for those of the pair and of the whole programme. What all pairs share is every officer's. */
export const mayNameOf = (asked: Asked, pair: Pair | undefined): boolean =>
  may('know', asked, pair ?? 'common')

/** For whom a card's buttons are: whoever reads it alone; without, everybody in a channel, who are told when a button is not theirs. */
export interface Reader {
  readonly caller?: ProgrammeCaller | undefined
  readonly mayWrite: boolean
}

export const readerOf = (
  caller: ProgrammeCaller | undefined,
  pair: Pair | undefined,
  written: Written = {},
): Reader => ({
  caller,
  mayWrite: caller === undefined || mayAlone(writing(written), caller, pair ?? 'common'),
})

/**
 * Supervisors and viewers do not write records, strangers never; without a pair it is the whole programme that is written
 * for. Throws a `UserError` that says why, and whom to ask.
 */
export const requireWrite = (
  context: ProgrammeContext,
  pair: Pair | undefined,
  written: Written = {},
): void => {
  if (!mayWrite(context, pair, written)) throw refusedToWrite(context, pair, written)
}

const refusedToWrite = (context: ProgrammeContext, pair: Pair | undefined, written: Written): UserError => {
  const { caller, scope, locale } = context
  const whom = whomToAsk(context)
  requireActive(context)
  if (scope.kind === 'pair' && mayAlone(writing(written), caller, pair ?? 'common'))
    return new UserError(
      notice('programme.right.writeElsewhere', {
        here: pairName(scope.pair, locale),
        pair: pair ? pairName(pair, locale) : context.translate('programme.channel.whole'),
      }),
    )
  if (!caller.officer) return new UserError(notice('programme.right.stranger', { whom }))
  if (!caller.may(writing(written))) {
    const role = context.translate(`programme.role.${caller.officer.role}`)
    return new UserError(notice('programme.right.viewer', { role, whom }))
  }
  return new UserError(
    pair
      ? notice('programme.right.otherPair', { pair: pairName(pair, locale), whom })
      : notice('programme.right.wholeProgramme', { whom }),
  )
}

/** Whoever was deactivated or suspended, or is outside their term, is told so, and not that they never were registered. */
const requireActive = ({ caller }: Pick<ProgrammeContext, 'caller'>): void => {
  if (caller.refusal) throw new UserError({ key: caller.refusal })
}

/** The administrators by name where there are any, for a sentence that ends with asking them. */
export const whomToAsk = ({
  caller,
  translate,
}: Pick<ProgrammeContext, 'translate'> & {
  readonly caller: Pick<ProgrammeCaller, 'administrators'>
}): string => {
  const names = caller.administrators ?? []
  return names.length > 0
    ? translate('programme.administrators', { names: names.join(translate.locale === 'en' ? ', ' : '、') })
    : translate('programme.administrator')
}

const covers = (scope: ConversationScope, pair: Pair): boolean =>
  scope.kind === 'programme' ||
  (scope.kind === 'pair' && (pair.id === scope.pair.id || pair.parentId === scope.pair.id))
