import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { type Pair, pairCode, pairName } from '../../programme/places/registry.ts'

/** The pair, or the whole programme, in words. */
export const targetName = (pair: Pair | undefined, translate: Translator): string =>
  pair ? pairName(pair, translate.locale) : translate('programme.channel.whole')

const lineOf = (pair: Pair | undefined): string => (pair ? pairCode(pair) : 'all')

export interface BoundFacts {
  /** Undefined: the whole programme. */
  readonly pair: Pair | undefined
  /** What it was bound to before, when to something else. */
  readonly before: { readonly pair: Pair | undefined } | undefined
  readonly locale: Locale
  /** The year whose holidays are not announced yet, when it is the current one. */
  readonly unknownYear: number | undefined
  /** What can be asked for now. */
  readonly buttons: readonly CardAction[]
}

/** Says what now works, and what to do when it does not. */
export const boundCard = (
  { pair, before, locale, unknownYear, buttons }: BoundFacts,
  translate: Translator,
): Card => {
  const name = targetName(pair, translate)
  const items = [
    translate('channels.works.messages'),
    translate('channels.works.language', { language: translate(`channels.language.${locale}`) }),
    translate('channels.works.summary'),
  ]
  return {
    ...card(
      heading(translate('channels.bound', { name })),
      before &&
        text(translate('channels.boundBefore', { name: targetName(before.pair, translate) }), 'warning'),
      { type: 'list', items: items.map((item) => ({ text: item })) },
      unknownYear !== undefined &&
        text(translate('channels.unknownYear', { year: String(unknownYear) }), 'warning'),
      text(translate('channels.noSummary'), 'quiet'),
      actions(
        ...buttons,
        lineAction(translate('channels.button.settings'), '/channel'),
        ...(before ? [lineAction(translate('channels.button.back'), `/bind ${lineOf(before.pair)}`)] : []),
      ),
    ),
    summary: translate('channels.bound', { name }),
  }
}

export const unboundCard = (pair: Pair | undefined, translate: Translator): Card =>
  card(
    text(translate('channels.unbound', { name: targetName(pair, translate) }), 'success'),
    actions(lineAction(translate('channels.button.back'), `/bind ${lineOf(pair)}`)),
  )

/** In the language that was chosen. */
export const languageCard = (forChannel: boolean, translate: Translator): Card => {
  const language = translate(`channels.language.${translate.locale}`)
  const said: Block = text(
    forChannel
      ? translate('channels.channelLanguage', { language })
      : translate('channels.ownLanguage', { language }),
    'success',
  )
  return card(said)
}
