import { actions, type Block, type Card, card, facts, heading, lineAction, text } from '../../core/card.ts'
import type { Caller } from '../../core/command.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Invitation, Officer } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { firstSteps } from '../../programme/offers.ts'
import { whomToAsk } from '../../programme/people/rights.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { invitationBlocks } from './invitation-cards.ts'
import { postDetails, postFacts, postOf, scopeName, wholePostFacts } from './posts.ts'
import type { OfficerWithAccounts } from './service.ts'

/** Who the program takes the person for; the account is there to be sent to an administrator. */
export const whoCard = async (registry: Registry, context: ProgrammeContext): Promise<Card> => {
  const { caller, translate, request } = context
  if (request.actor.anonymous) return card(text(translate('officers.anonymous'), 'warning'))
  const { officer } = caller
  const language = translate(`officers.language.${translate.locale}`)
  const row = officer && (await context.transaction.officer.findUnique({ where: { id: officer.id } }))
  const known = row ? wholePostFacts(registry, postOf(registry, row), translate) : []
  const standing = officer
    ? undefined
    : caller.may('administer')
      ? text(translate('officers.administratorByConfiguration'))
      : text(
          caller.barred
            ? translate('officers.nowBarred', { why: caller.barred, whom: whomToAsk(context) })
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
    facts(...wholePostFacts(registry, postOf(registry, officer), translate), [
      translate('officers.account'),
      account,
    ]),
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
    facts(...wholePostFacts(registry, postOf(registry, officer), translate)),
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
        { title: translate('officers.details') },
      ],
      rows: officers.map((officer) => [
        officer.name,
        ...postFacts(postOf(registry, officer), translate).map(([, value]) => value),
        officer.accounts.map(({ reference }) => reference).join('\n'),
        detailsOf(registry, officer, translate).join('\n'),
      ]),
    },
    ...invited,
  )
}

/** What only some have: an institution, a term, a pause. */
const detailsOf = (registry: Registry, officer: Officer, translate: Translator): string[] => [
  ...postDetails(registry, postOf(registry, officer), translate).map(([, value]) => value),
  ...(officer.pause ? [translate(`officers.pause.${officer.pause}`)] : []),
]

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

/** What an officer is after a change. */
export const changedCard = (
  registry: Registry,
  officer: Officer,
  what: 'suspended' | 'resumed' | 'termChanged',
  translate: Translator,
): Card =>
  card(
    text(translate(`officers.${what}`, { name: officer.name }), 'success'),
    facts(...wholePostFacts(registry, postOf(registry, officer), translate)),
    what === 'suspended' &&
      actions(
        lineAction(
          translate('officers.button.resume', { name: officer.name }),
          `/officer resume ${officer.name}`,
        ),
      ),
  )

/** The first words to somebody: a stranger is told how to be registered, others what they can do. */
export const helloCard = (caller: Caller, { hints, buttons }: FirstSteps, translate: Translator): Card =>
  caller.may('read')
    ? card(text(translate('officers.helloAgain', { name: caller.name })), ...nextSteps({ hints, buttons }))
    : card(
        text(translate(caller.refusal ?? 'officers.hello')),
        actions(lineAction(translate('officers.button.whoami'), '/whoami'), ...buttons),
      )
