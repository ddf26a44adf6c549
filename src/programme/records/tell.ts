import { actions, type Card, card, heading, lineAction, text } from '../../core/card.ts'
import type { DueContext } from '../../core/due.ts'
import { type PlainKey, type Translator, translatorOf } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import type { Addressee } from '../audience.ts'
import type { Registry } from '../places/registry.ts'
import { cardsOf } from './cards.ts'
import { mostShown } from './firsts.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { publicView, topicOf, type View } from './show.ts'

/** Something that has come over a record, and whom it concerns. */
export interface Told<C extends Content> {
  readonly record: RecordOf<C>
  readonly to: readonly Addressee[]
  /** Names what has come: it is said once to each. */
  readonly key: string
  /** One sentence with the record's reference. */
  said(translate: Translator): string
}

export interface TellWords {
  readonly title: PlainKey
  /** Of several: `count`. */
  readonly several: (translate: Translator, count: number) => string
  /** How many more there are than are listed. */
  readonly more: (translate: Translator, count: number) => string
}

interface Telling<C extends Content> {
  readonly kind: RecordKind<C>
  readonly registry: Registry
  readonly words: TellWords
}

/** One with its whole card, several as a list with the way to each. */
const tellCard = <C extends Content>(
  { kind, registry, words }: Telling<C>,
  view: View,
  told: ReadonlyArray<Told<C>>,
): Card => {
  const { translate } = view.reading
  const [only, ...others] = told
  if (only && others.length === 0) {
    const said = only.said(translate)
    const { blocks } = cardsOf(kind, registry).recordCard(view, only.record)
    return { ...card(text(said, 'warning'), ...blocks), summary: said }
  }
  const said = words.several(translate, told.length)
  const shown = told.slice(0, mostShown)
  const left = told.length - shown.length
  return {
    ...card(
      heading(translate(words.title)),
      text(said, 'warning'),
      { type: 'list', items: shown.map((one) => ({ text: one.said(translate) })) },
      left > 0 && text(words.more(translate, left), 'quiet'),
      actions(
        ...shown.map(({ record }) => lineAction(record.reference, `/${kind.word} show ${record.reference}`)),
        ...(left > 0 ? [lineAction(translate(kind.listLabel), `/${kind.word} list`)] : []),
      ),
    ),
    summary: said,
  }
}

/**
 * Says what has come over some records, one message to each whom it concerns. In a channel a single one is said by its card,
 * which lives on from there. Gives to how many it was said.
 */
export const tell = async <C extends Content>(
  { clock, send }: DueContext<Transaction>,
  telling: Telling<C>,
  all: ReadonlyArray<Told<C>>,
): Promise<number> => {
  const today = clock.today()
  const groups = new Map<string, { readonly addressee: Addressee; readonly told: Array<Told<C>> }>()
  for (const one of all)
    for (const addressee of one.to) {
      const group = groups.get(addressee.to)
      // Who is told in a channel and by themselves in one place is told once.
      if (group) {
        if (group.told.every(({ key }) => key !== one.key)) group.told.push(one)
      } else groups.set(addressee.to, { addressee, told: [one] })
    }
  for (const { addressee, told } of groups.values()) {
    const { to, locale } = addressee
    const [first, ...others] = told
    if (!first) continue
    const view = publicView(today, translatorOf(locale), addressee.names)
    const isOne = others.length === 0
    await send({
      to,
      locale,
      card: tellCard(telling, view, told),
      ...(isOne &&
        !addressee.private && { topic: topicOf(telling.kind, first.record.reference), anew: true }),
      priority: 'urgent',
      key: isOne ? `${first.key}:${to}` : `${first.key}:${told.length}:${today}:${to}`,
    })
  }
  return groups.size
}
