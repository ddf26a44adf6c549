import { actions, type Block, type Card, card, facts, heading, lineAction, text } from '../../core/card.ts'
import type { Caller } from '../../core/command.ts'
import type { Translator } from '../../core/i18n.ts'
import { dayAt } from '../../core/time/day.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import type { Officer } from '../../generated/prisma/client.ts'
import type { Role, Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { firstSteps } from '../../programme/offers.ts'
import { whomToAsk } from '../../programme/people/rights.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { type Scope, scopeOf } from '../../programme/scope.ts'
import type { Appointment } from './model.ts'
import type { Invited, OfficerWithAccounts } from './service.ts'

interface Post {
  readonly role: Role
  readonly side: Side | null | undefined
  readonly scope: Scope
}

/** As the row of an officer keeps it. */
const postOf = (registry: Registry, officer: Officer): Post => ({
  role: officer.role,
  side: officer.side,
  scope: scopeOf(registry, officer),
})

const postFacts = ({ role, side, scope }: Post, translate: Translator) =>
  [
    [translate('officers.role'), translate(`programme.role.${role}`)],
    [translate('programme.pair.label'), scopeName(scope, translate)],
    [translate('officers.side'), side ? translate(`programme.side.${side}`) : translate('officers.none')],
  ] as const

const scopeName = (scope: Scope, translate: Translator): string =>
  scope.kind === 'programme' ? translate('programme.channel.whole') : pairName(scope.pair, translate.locale)

/** Who the program takes the person for; the account is there to be sent to an administrator. */
export const whoCard = (context: ProgrammeContext): Card => {
  const { caller, translate, request } = context
  if (request.actor.anonymous) return card(text(translate('officers.anonymous'), 'warning'))
  const { officer } = caller
  const language = translate(`officers.language.${translate.locale}`)
  const known = officer ? postFacts(officer, translate) : []
  const standing = officer
    ? undefined
    : caller.may('administer')
      ? text(translate('officers.administratorByConfiguration'))
      : text(translate('officers.stranger', { whom: whomToAsk(context) }), 'warning')
  return card(
    heading(caller.name),
    facts(
      ...known,
      [translate('officers.languageLabel'), language],
      [translate('officers.account'), caller.account],
    ),
    standing,
  )
}

export const appointedCard = (
  registry: Registry,
  officer: Officer,
  account: string,
  translate: Translator,
): Card =>
  card(
    text(translate('officers.appointed', { name: officer.name }), 'success'),
    facts(...postFacts(postOf(registry, officer), translate), [translate('officers.account'), account]),
  )

export const invitedCard = (
  appointment: Appointment,
  { code, expiresAt }: Invited,
  { clock, translate }: ProgrammeContext,
): Card =>
  card(
    heading(translate('officers.invited', { name: appointment.name })),
    facts(...postFacts(appointment, translate), [translate('officers.code'), code]),
    text(translate('officers.howToJoin', { code })),
    text(translate('officers.howToJoinTelegram', { code })),
    text(
      translate('officers.codeValid', { day: showDayWithYear(dayAt(expiresAt, clock.zone), translate) }),
      'quiet',
    ),
  )

export type FirstSteps = ReturnType<typeof firstSteps>

const nextSteps = ({ hints, buttons }: FirstSteps): Block[] => [
  ...hints.map((hint) => text(hint)),
  ...(buttons.length > 0 ? [actions(...buttons)] : []),
]

export const joinedCard = (
  registry: Registry,
  officer: Officer,
  steps: FirstSteps,
  translate: Translator,
): Card =>
  card(
    text(translate('officers.joined', { name: officer.name }), 'success'),
    facts(...postFacts(postOf(registry, officer), translate)),
    ...nextSteps(steps),
  )

export const listCard = (
  registry: Registry,
  officers: readonly OfficerWithAccounts[],
  translate: Translator,
): Card =>
  officers.length === 0
    ? card(text(translate('officers.list.empty')))
    : card(heading(translate('officers.list.title', { count: officers.length })), {
        type: 'table',
        columns: [
          { title: translate('officers.name') },
          { title: translate('officers.role') },
          { title: translate('programme.pair.label') },
          { title: translate('officers.side') },
          { title: translate('officers.account') },
        ],
        rows: officers.map((officer) => [
          officer.name,
          ...postFacts(postOf(registry, officer), translate).map(([, value]) => value),
          officer.accounts.map(({ reference }) => reference).join('\n'),
        ]),
      })

export const deactivatedCard = ({ name }: Officer, translate: Translator): Card =>
  card(text(translate('officers.deactivated', { name }), 'success'))

/** The first words to somebody: a stranger is told how to be registered, others what they can do. */
export const helloCard = (caller: Caller, { hints, buttons }: FirstSteps, translate: Translator): Card =>
  caller.may('read')
    ? card(text(translate('officers.helloAgain', { name: caller.name })), ...nextSteps({ hints, buttons }))
    : card(
        text(translate('officers.hello')),
        actions(lineAction(translate('officers.button.whoami'), '/whoami'), ...buttons),
      )
