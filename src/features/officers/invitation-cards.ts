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
import type { Answer } from '../../core/command.ts'
import type { Translator } from '../../core/i18n.ts'
import { dayAt, wallClockAt } from '../../core/time/day.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import type { Invitation } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { whomToAsk } from '../../programme/people/rights.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { scopeOf } from '../../programme/scope.ts'
import { daysValid, type Invited, numberOf } from './invitations.ts'
import type { Appointment } from './model.ts'
import { scopeName, wholePostFacts } from './posts.ts'
import type { Tries } from './tries.ts'

interface Shown extends Omit<Invited, 'code'> {
  readonly code?: string
  /** Open a chat that begins with the code. */
  readonly links?: readonly string[]
  /** Somebody of that name and place is there already, or invited. */
  readonly doubled?: 'active' | 'invited' | undefined
}

/** With the code, to be shown once; without it, for whoever may have missed that. */
export const invitedCard = (
  appointment: Appointment,
  { code, number, expiresAt, links = [], doubled }: Shown,
  registry: Registry,
  { clock, translate }: ProgrammeContext,
): Card => {
  const day = showDayWithYear(dayAt(expiresAt, clock.zone), translate)
  const { name } = appointment
  const post = wholePostFacts(registry, appointment, translate)
  const warning = doubled && text(translate('officers.doubled', { name, what: doubled }), 'warning')
  return code === undefined
    ? card(
        heading(translate('officers.invited', { name })),
        facts(...post),
        warning,
        text(translate('officers.codeShown', { day }), 'warning'),
        actions(
          lineAction(translate('officers.button.renew', { name }), `/officer renew ${number}`),
          withdrawAction(name, number, translate),
        ),
      )
    : card(
        heading(translate('officers.invited', { name })),
        facts(...post, [translate('officers.code'), code]),
        warning,
        text(translate('officers.howToJoin', { code })),
        text(translate('officers.howToJoinSlack', { code })),
        text(translate('officers.howToJoinTelegram', { code })),
        ...links.map((url): Block => ({ type: 'link', text: url, url })),
        text(translate('officers.codeValid', { day }), 'quiet'),
        actions(withdrawAction(name, number, translate)),
      )
}

/** The code is shown once and stored nowhere; an answer that is repeated after a fault says so. */
export const invitedAnswer = (
  appointment: Appointment,
  invited: Invited & Pick<Shown, 'doubled'>,
  tools: FeatureTools,
  context: ProgrammeContext,
): Answer => {
  const { code, ...withoutCode } = invited
  return {
    card: invitedCard(appointment, withoutCode, tools.registry, context),
    once: invitedCard(
      appointment,
      { ...invited, links: tools.startLinks?.(code) ?? [] },
      tools.registry,
      context,
    ),
    audience: 'actor',
  }
}

/** What came of a wrong code, and of one that is not looked at. */
export const wrongCodeCard = (tries: Tries, context: ProgrammeContext): Card => {
  const { clock, translate } = context
  const whom = whomToAsk(context)
  if ('left' in tries)
    return card(
      text(translate('officers.codeInvalid', { days: daysValid, left: tries.left, whom }), 'problem'),
    )
  const day = showDayWithYear(dayAt(tries.lockedUntil, clock.zone), translate)
  const time = wallClockAt(tries.lockedUntil, clock.zone).slice(11)
  return card(text(translate('officers.codesLocked', { day, time, whom }), 'problem'))
}

const withdrawAction = (name: string, number: string, translate: Translator): CardAction =>
  lineAction(translate('officers.button.withdraw', { name }), `/officer withdraw ${number}`)

/** With its number where the name alone would not tell which is meant. */
const called = (invitation: Invitation, all: readonly Invitation[], translate: Translator): string => {
  const { name } = invitation
  const isOnly = all.every((other) => other === invitation || other.name !== name)
  return isOnly ? name : translate('officers.list.numbered', { name, number: numberOf(invitation) })
}

/** Invitations that wait for an answer, each with a button that takes it back. */
export const invitationBlocks = (
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
              name: called(invitation, invitations, translate),
              role: translate(`programme.role.${invitation.role}`),
              scope: scopeName(scopeOf(registry, invitation), translate),
              day: showDayWithYear(dayAt(invitation.expiresAt, clock.zone), translate),
            }),
          })),
        },
        actions(
          ...invitations.map((invitation) =>
            withdrawAction(called(invitation, invitations, translate), numberOf(invitation), translate),
          ),
        ),
      ]

export const withdrawnCard = (withdrawn: readonly Invitation[], translate: Translator): Card =>
  card(
    text(
      translate('officers.withdrawn', { name: withdrawn[0]?.name ?? '', count: withdrawn.length }),
      'success',
    ),
  )
