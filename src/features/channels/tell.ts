import { card, text } from '../../core/card.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { ConversationReference, Locale } from '../../core/request.ts'
import { type Addressee, channelsTold, isHere, officersTold } from '../../programme/audience.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { officersOfPair } from '../../programme/people/owners.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { targetName } from './cards.ts'
import { placeName, postName } from './list.cards.ts'

/** A conversation that was bound to a pair, or is not any more. */
export interface Change {
  readonly conversation: ConversationReference
  readonly title: string | null
  /** Undefined: the whole programme. */
  readonly pair: Pair | undefined
  readonly what: 'bound' | 'unbound'
}

const audienceOf = async (
  { transaction }: ProgrammeContext,
  pair: Pair | undefined,
  defaultLocale: Locale,
): Promise<Addressee[]> => {
  const channels = await channelsTold(transaction, pair && [pair.id], 'news')
  const officers = pair ? officersOfPair(pair) : { active: true, role: 'administrator' as const }
  return [...(await officersTold(transaction, officers, defaultLocale)), ...channels]
}

/** Tells both sides of a pair, in private and in its other channels, who bound or unbound what. */
export const tellChange = async (
  context: ProgrammeContext,
  { conversation, title, pair, what }: Change,
  defaultLocale: Locale,
): Promise<void> => {
  const { caller, request, send } = context
  for (const addressee of await audienceOf(context, pair, defaultLocale)) {
    if (isHere(context, addressee)) continue
    const translate = translatorOf(addressee.locale)
    const { role = 'administrator', side = null } = caller.officer ?? {}
    // In a channel sides and roles stand in place of names.
    const post = postName({ role, side }, translate) ?? ''
    const said = translate('channels.told', {
      what,
      target: targetName(pair, translate),
      place: placeName({ conversation, title }, translate),
      who: addressee.private ? translate('channels.list.who', { name: caller.name, post }) : post,
    })
    await send({
      to: addressee.to,
      card: { ...card(text(said)), summary: said },
      locale: addressee.locale,
      key: `channel-${what}:${request.id}:${addressee.to}`,
    })
  }
}
