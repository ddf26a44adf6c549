import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ConversationScope, ProgrammeCaller, ProgrammeContext } from '../context.ts'
import { type Pair, pairName } from '../places/registry.ts'

/** A channel of one pair is read by its people: what another pair's officer may read is not spread there. */
const isElsewhere = ({ scope, request }: Pick<ProgrammeContext, 'scope' | 'request'>, pair: Pair): boolean =>
  !request.private && scope.kind === 'pair' && !covers(scope, pair)

/** Any officer reads every pair, but not in the channel of another one; anyone reads the pair of the channel they ask in, and every pair in a channel of the whole programme. */
export const mayRead = (
  { caller, scope, request }: Pick<ProgrammeContext, 'caller' | 'scope' | 'request'>,
  pair: Pair,
): boolean =>
  !isElsewhere({ scope, request }, pair) &&
  (caller.officer !== undefined || caller.may('administer') || covers(scope, pair))

/** Throws a `UserError` that says whom to ask. */
export const requireRead = (context: ProgrammeContext, pair: Pair): void => {
  if (mayRead(context, pair)) return
  requireActive(context)
  const { caller, scope } = context
  const isKnown = caller.officer !== undefined || caller.may('administer')
  if (isKnown && scope.kind === 'pair')
    throw new UserError(
      notice('programme.right.elsewhere', {
        pair: pairName(pair, context.locale),
        here: pairName(scope.pair, context.locale),
      }),
    )
  throw new UserError(
    notice('programme.right.read', { pair: pairName(pair, context.locale), whom: whomToAsk(context) }),
  )
}

/** Every pair at once: for officers, and in channels of the whole programme. */
const mayReadAll = ({ caller, scope }: Pick<ProgrammeContext, 'caller' | 'scope'>): boolean =>
  caller.officer !== undefined || caller.may('administer') || scope.kind === 'programme'

/** Throws a `UserError` that says whom to ask. */
export const requireReadAll = (context: ProgrammeContext): void => {
  if (mayReadAll(context)) return
  requireActive(context)
  throw new UserError(notice('programme.right.readAll', { whom: whomToAsk(context) }))
}

/** What is the whole programme's concerns every pair: whoever reads one may read it. */
export const mayReadCommon = (context: ProgrammeContext): boolean =>
  context.scope.kind === 'pair' || mayReadAll(context)

/** Throws a `UserError` that says whom to ask. */
export const requireReadCommon = (context: ProgrammeContext): void => {
  if (!mayReadCommon(context)) requireReadAll(context)
}

/** What is written: of some kinds of record supervisors write too. */
interface Written {
  readonly isSupervised?: boolean | undefined
}

/** Administrators write for every pair, officers for what their scope names, and supervisors what is supervision's. */
export const mayWrite = (
  { caller }: Pick<ProgrammeContext, 'caller'>,
  pair: Pair | undefined,
  { isSupervised = false }: Written = {},
): boolean => {
  const { officer } = caller
  if (caller.may('administer')) return true
  if (officer?.role !== 'officer' && !(isSupervised && officer?.role === 'supervisor')) return false
  return pair ? covers(officer.scope, pair) : officer.scope.kind === 'programme'
}

/**
 * Names of persons are for officers, in private: in a channel everybody reads along, whoever asked. What somebody has
 * just typed there is said back to them whole, so that a wrong reading is seen at once.
 */
export const mayName = (
  { caller, request }: Pick<ProgrammeContext, 'caller' | 'request'>,
  typed?: 'just typed',
): boolean =>
  typed !== undefined || (request.private && (caller.officer !== undefined || caller.may('administer')))

/** Who answered what and why, and what minutes say: for those of the pair and of the whole programme. What all pairs share is every officer's. */
export const mayNameOf = (
  { caller, request }: Pick<ProgrammeContext, 'caller' | 'request'>,
  pair: Pair | undefined,
): boolean =>
  mayName({ caller, request }) &&
  (caller.may('administer') ||
    pair === undefined ||
    (caller.officer !== undefined && covers(caller.officer.scope, pair)))

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
  mayWrite: caller === undefined || mayWrite({ caller }, pair, written),
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
  if (mayWrite(context, pair, written)) return
  const { officer } = context.caller
  const whom = whomToAsk(context)
  requireActive(context)
  if (!officer) throw new UserError(notice('programme.right.stranger', { whom }))
  if (officer.role !== 'officer' && !(written.isSupervised && officer.role === 'supervisor')) {
    const role = context.translate(`programme.role.${officer.role}`)
    throw new UserError(notice('programme.right.viewer', { role, whom }))
  }
  throw new UserError(
    pair
      ? notice('programme.right.otherPair', { pair: pairName(pair, context.locale), whom })
      : notice('programme.right.wholeProgramme', { whom }),
  )
}

/** Whoever was deactivated or suspended, or is outside their term, is told so, and not that they never were registered. */
const requireActive = ({ caller }: Pick<ProgrammeContext, 'caller'>): void => {
  if (caller.refusal) throw new UserError({ key: caller.refusal })
}

/** The administrators by name where there are any, for a sentence that ends with asking them. */
export const whomToAsk = ({ caller, translate }: Pick<ProgrammeContext, 'caller' | 'translate'>): string => {
  const names = caller.administrators ?? []
  return names.length > 0
    ? translate('programme.administrators', { names: names.join(translate.locale === 'en' ? ', ' : '、') })
    : translate('programme.administrator')
}

const covers = (scope: ConversationScope, pair: Pair): boolean =>
  scope.kind === 'programme' ||
  (scope.kind === 'pair' && (pair.id === scope.pair.id || pair.parentId === scope.pair.id))
