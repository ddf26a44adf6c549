import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import type { Caller } from '../../core/command.ts'
import type { Translator } from '../../core/i18n.ts'
import { dayAt } from '../../core/time/day.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import type { Invitation, Officer } from '../../generated/prisma/client.ts'
import type { Role, Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { firstSteps } from '../../programme/offers.ts'
import { whomToAsk } from '../../programme/people/rights.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { type Scope, scopeOf } from '../../programme/scope.ts'
import type { Invited } from './invitations.ts'
import type { Appointment } from './model.ts'
import type { OfficerWithAccounts } from './service.ts'

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
      : text(
          caller.deactivated
            ? translate('officers.nowDeactivated', { whom: whomToAsk(context) })
            : translate('officers.stranger', { whom: whomToAsk(context) }),
          'warning',
        )
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
    actions(withdrawAction(appointment.name, translate)),
  )

const withdrawAction = (name: string, translate: Translator): CardAction =>
  lineAction(translate('officers.button.withdraw', { name }), `/officer withdraw ${name}`)

/** Invitations that wait for an answer, each with a button that takes it back. */
const invitationBlocks = (
  registry: Registry,
  invitations: readonly Invitation[],
  { clock, translate }: ProgrammeContext,
): Block[] =>
  invitations.length === 0
    ? []
    : [
        heading(translate('officers.list.invited', { count: invitations.length })),
        {
          type: 'list',
          items: invitations.map((invitation) => ({
            text: translate('officers.list.invitation', {
              name: invitation.name,
              role: translate(`programme.role.${invitation.role}`),
              scope: scopeName(scopeOf(registry, invitation), translate),
              day: showDayWithYear(dayAt(invitation.expiresAt, clock.zone), translate),
            }),
          })),
        },
        actions(
          ...[...new Set(invitations.map(({ name }) => name))].map((name) => withdrawAction(name, translate)),
        ),
      ]

export const withdrawnCard = (withdrawn: readonly Invitation[], translate: Translator): Card =>
  card(
    text(
      translate('officers.withdrawn', { name: withdrawn[0]?.name ?? '', count: withdrawn.length }),
      'success',
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
  invitations: readonly Invitation[],
  context: ProgrammeContext,
): Card => {
  const { translate } = context
  const invited = invitationBlocks(registry, invitations, context)
  if (officers.length === 0) return card(text(translate('officers.list.empty')), ...invited)
  return card(
    heading(translate('officers.list.title', { count: officers.length })),
    {
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
    },
    ...invited,
  )
}

const postName = (registry: Registry, officer: Officer, translate: Translator) => {
  const { role, scope } = postOf(registry, officer)
  return {
    name: officer.name,
    role: translate(`programme.role.${role}`),
    scope: scopeName(scope, translate),
  }
}

/** Whom deactivating is about, and what ends. Accounts are for whoever reads alone. */
export const deactivationWords = (
  registry: Registry,
  officer: OfficerWithAccounts,
  { translate, request }: ProgrammeContext,
): string =>
  [
    translate('officers.remove.about', postName(registry, officer, translate)),
    ...(request.private ? officer.accounts.map(({ reference }) => reference) : []),
  ].join('\n')

export const deactivatedCard = (
  registry: Registry,
  officer: OfficerWithAccounts,
  translate: Translator,
): Card =>
  card(
    text(translate('officers.deactivated', postName(registry, officer, translate)), 'success'),
    facts([translate('officers.account'), officer.accounts.map(({ reference }) => reference).join('\n')]),
  )

/** The first words to somebody: a stranger is told how to be registered, others what they can do. */
export const helloCard = (caller: Caller, { hints, buttons }: FirstSteps, translate: Translator): Card =>
  caller.may('read')
    ? card(text(translate('officers.helloAgain', { name: caller.name })), ...nextSteps({ hints, buttons }))
    : card(
        text(translate(caller.refusal ?? 'officers.hello')),
        actions(lineAction(translate('officers.button.whoami'), '/whoami'), ...buttons),
      )
